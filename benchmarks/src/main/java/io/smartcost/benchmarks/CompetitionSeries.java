package io.smartcost.benchmarks;

import io.smartcost.series.Step;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Invented series of the four kinds that forecasting competitions have, by seed: lengths, horizons and seasons are theirs, and so is
 * about how hard they are. Levels walk, shift and drift; noise lasts and has long tails; seasons change, are added or multiplied.
 */
final class CompetitionSeries {
    private static final double[] NO_AMPLITUDES = {};

    private final Random random;

    private CompetitionSeries(long seed) {
        random = new Random(seed);
    }

    static List<TestSeries> weekly(int count, long seed) {
        CompetitionSeries source = new CompetitionSeries(seed);
        return IntStream.range(0, count).mapToObj(i -> source.week()).toList();
    }

    static List<TestSeries> hourly(int count, long seed) {
        CompetitionSeries source = new CompetitionSeries(seed);
        return IntStream.range(0, count).mapToObj(i -> source.hour()).toList();
    }

    static List<TestSeries> daily(int count, long seed) {
        CompetitionSeries source = new CompetitionSeries(seed);
        return IntStream.range(0, count).mapToObj(i -> source.day()).toList();
    }

    static List<TestSeries> monthly(int count, long seed) {
        CompetitionSeries source = new CompetitionSeries(seed);
        return IntStream.range(0, count).mapToObj(i -> source.month()).toList();
    }

    /** Half of them walks without a season, as finance has; a third repeat every year; the rest returns to a mean. */
    private TestSeries week() {
        int points = (int) wide(80, 2_600);
        double kind = random.nextDouble();
        Shape shape = new Shape();
        shape.shift = chance(0.7) ? 0 : 0.003;
        shape.multiplied = chance(0.6);
        if (kind < 0.5) {
            shape.walk = wide(0.003, 0.04);
            shape.noise = chance(0.5) ? 0 : wide(0.002, 0.1);
            shape.lasting = between(0, 0.6);
            shape.slope = chance(0.5) ? 0 : between(-0.0005, 0.001);
        } else if (kind < 0.85) {
            points = Math.max(points, 200);
            shape.seasons(new int[] {52}, wide(0.03, 0.5));
            shape.change = between(0, 0.15);
            shape.walk = wide(0.002, 0.02);
            shape.noise = wide(0.01, 0.15);
            shape.lasting = between(0, 0.8);
        } else {
            shape.walk = wide(0.001, 0.01);
            shape.noise = wide(0.02, 0.2);
            shape.lasting = between(0, 0.95);
        }
        return cut(shape.values(points + 13), 13, 52, 1);
    }

    private TestSeries hour() {
        Shape shape = new Shape();
        double day = wide(0.1, 0.6);
        shape.seasons(new int[] {24, 168}, day, chance(0.7) ? day * between(0.1, 1) : 0);
        shape.walk = chance(0.3) ? 0 : wide(0.0003, 0.01);
        shape.noise = wide(0.02, 0.25);
        shape.lasting = between(0.3, 0.95);
        shape.shift = chance(0.8) ? 0 : 0.002;
        shape.change = chance(0.5) ? 0 : between(0, 0.08);
        shape.multiplied = chance(0.6);
        return cut(shape.values((chance(0.4) ? 700 : 960) + 48), 48, 24, 24);
    }

    /** Two years of withdrawals: weekdays, a little of the year, much noise, days out of service, days without data. */
    private TestSeries day() {
        Shape shape = new Shape();
        double week = wide(0.15, 0.5);
        shape.seasons(new int[] {7, 365}, week, chance(0.5) ? between(0.03, 0.15) : 0);
        shape.walk = wide(0.002, 0.01);
        shape.noise = wide(0.2, 0.5);
        shape.lasting = between(0.1, 0.5);
        shape.shift = chance(0.5) ? 0 : 0.004;
        shape.change = chance(0.5) ? 0 : 0.04;
        shape.multiplied = true;
        double[] values = shape.values(735 + 56);
        double zeros = chance(0.5) ? 0 : between(0.005, 0.04);
        double gaps = chance(0.5) ? 0 : between(0.002, 0.03);
        for (int t = 0; t < values.length; t++) {
            values[t] = chance(0.01) ? values[t] * between(1.5, 3) : values[t];
            values[t] = chance(zeros) ? 0 : values[t];
            values[t] = chance(gaps) ? Double.NaN : values[t];
        }
        return cut(values, 56, 7, 7);
    }

    private TestSeries month() {
        Shape shape = new Shape();
        if (chance(0.7)) {
            shape.seasons(new int[] {12}, wide(0.02, 0.3));
        }
        shape.walk = chance(0.3) ? 0 : wide(0.002, 0.06);
        shape.noise = wide(0.015, 0.3);
        shape.lasting = chance(0.5) ? 0 : between(0, 0.7);
        shape.slope = chance(0.5) ? 0 : between(-0.004, 0.01);
        shape.damping = chance(0.5) ? 1 : between(0.9, 0.99);
        shape.shift = chance(0.5) ? 0 : 0.01;
        shape.change = chance(0.5) ? 0 : between(0, 0.1);
        shape.multiplied = chance(0.6);
        return cut(shape.values((int) between(50, 127) + 18), 18, 12, 12);
    }

    /** Without dates: the step says nothing, so that no calendar helps. */
    private static TestSeries cut(double[] values, int horizon, int season, int scaledBy) {
        return TestSeries.cut(Instant.EPOCH, Step.ofSeconds(1), values, horizon, season, scaledBy);
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private double between(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }

    /** Of any order of magnitude between the two. */
    private double wide(double least, double most) {
        return Math.exp(between(Math.log(least), Math.log(most)));
    }

    private double tailed() {
        double normal = random.nextGaussian();
        return chance(0.04) ? 3 * normal : normal;
    }

    /** What a series is made of, relative to its level; a part that is not set is not there. */
    private final class Shape {
        private int[] periods = {};
        private double[] amplitudes = NO_AMPLITUDES;
        private double walk;
        private double noise;
        private double lasting;
        private double slope;
        private double damping = 1;
        private double shift;
        private double change;
        private boolean multiplied;

        void seasons(int[] newPeriods, double... newAmplitudes) {
            periods = newPeriods;
            amplitudes = newAmplitudes;
        }

        double[] values(int points) {
            double[][] profiles = new double[periods.length][];
            for (int p = 0; p < periods.length; p++) {
                profiles[p] = profile(periods[p], amplitudes[p]);
            }
            double base = wide(200, 8_000);
            double level = 0;
            double trend = slope;
            double error = 0;
            double least = Double.POSITIVE_INFINITY;
            double[] values = new double[points];
            for (int t = 0; t < points; t++) {
                trend = damping * trend
                        + (slope == 0 ? 0 : walk * (damping == 1 ? 0.004 : 0.05) * random.nextGaussian());
                level += trend + walk * tailed() + (chance(shift) ? 0.2 * random.nextGaussian() : 0);
                error = lasting * error + noise * tailed() * Math.sqrt(1 - lasting * lasting);
                double value = level + error;
                for (int p = 0; p < periods.length; p++) {
                    int phase = t % periods[p];
                    profiles[p][phase] += change * amplitudes[p] * random.nextGaussian();
                    value += profiles[p][phase];
                }
                values[t] = base * (multiplied ? Math.exp(value) : 1 + value);
                least = Math.min(least, values[t]);
            }
            double lift = Math.max(0, base * 0.1 - least);
            for (int t = 0; t < points && !multiplied; t++) {
                values[t] += lift;
            }
            return values;
        }

        private double[] profile(int period, double amplitude) {
            double[] profile = new double[period];
            for (int wave = 1; wave <= 4; wave++) {
                double cosine = random.nextGaussian() / wave;
                double sine = random.nextGaussian() / wave;
                for (int i = 0; i < period; i++) {
                    double angle = 2 * Math.PI * wave * i / period;
                    profile[i] += cosine * Math.cos(angle) + sine * Math.sin(angle);
                }
            }
            double mean = 0;
            for (int i = 0; i < period; i++) {
                profile[i] += (period == 7 ? 1 : 0.25) * random.nextGaussian();
                mean += profile[i] / period;
            }
            double squares = 0;
            for (double value : profile) {
                squares += (value - mean) * (value - mean) / period;
            }
            for (int i = 0; i < period; i++) {
                profile[i] = (profile[i] - mean) / Math.sqrt(squares) * amplitude;
            }
            return profile;
        }
    }
}
