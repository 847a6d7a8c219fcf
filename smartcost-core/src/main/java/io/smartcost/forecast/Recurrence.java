package io.smartcost.forecast;

import java.util.Arrays;

/** The values of one phase again: the last one, or the median of the last ones. */
final class Recurrence {
    private Recurrence() {}

    static double[][] forecast(double[] values, int period, int cycles, Backtest backtest) {
        double[][] paths = backtest.paths();
        for (int o = 0; o < paths.length; o++) {
            int end = backtest.origins()[o];
            int count = Math.min(cycles, end / period);
            double[] phase = new double[count];
            for (int k = 0; k < backtest.horizon(); k++) {
                if (k >= period) {
                    paths[o][k] = paths[o][k - period];
                    continue;
                }
                for (int c = 0; c < count; c++) {
                    phase[c] = values[end + k - (c + 1) * period];
                }
                Arrays.sort(phase);
                paths[o][k] = count % 2 == 1 ? phase[count / 2] : (phase[count / 2] + phase[count / 2 - 1]) / 2;
            }
        }
        return paths;
    }
}
