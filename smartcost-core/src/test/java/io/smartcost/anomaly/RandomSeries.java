package io.smartcost.anomaly;

import java.util.Random;

/** Costs of a working week with noise, now and then wild. */
final class RandomSeries {
    private RandomSeries() {}

    static double[] of(long seed, int length) {
        Random random = new Random(seed);
        double level = Math.pow(10, 4 * random.nextDouble());
        double noise = 0.02 + 0.2 * random.nextDouble();
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            double weekend = i % 7 > 4 ? 0.6 : 1;
            double wild = random.nextInt(40) == 0 ? 10 * random.nextDouble() : 1;
            values[i] = Math.max(0, level * weekend * wild * (1 + noise * random.nextGaussian()));
        }
        return values;
    }
}
