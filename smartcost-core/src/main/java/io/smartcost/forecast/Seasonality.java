package io.smartcost.forecast;

import java.util.Arrays;

/**
 * What recurs with a fixed period, added to a level. Each index is the mean of what the same phase had above the centred moving
 * average, trimmed and drawn towards zero as far as the phases differ no more than the cycles do (James and Stein).
 */
final class Seasonality {
    /** What is left of a normal variance without a quarter of the values on either side, a little more for few values. */
    private static final double TRIMMED_VARIANCE = 0.2;

    private static final double STRENGTH_OF_TWO_CYCLES = 0.7;

    private final double[] indices;
    private final double strength;

    private Seasonality(double[] indices, double strength) {
        this.indices = indices;
        this.strength = strength;
    }

    /** @param end how many values are known; at least two periods */
    static Seasonality of(double[] values, int end, int period) {
        int cycles = Math.min(cyclesFor(period), end / period);
        int from = end - cycles * period;
        double[] detrended = detrend(values, from, end, period);
        double[] indices = new double[period];
        double[] phase = new double[cycles];
        double within = 0;
        for (int p = 0; p < period; p++) {
            int count = 0;
            for (int t = p; t < detrended.length; t += period) {
                if (!Double.isNaN(detrended[t])) {
                    phase[count++] = detrended[t];
                }
            }
            Arrays.sort(phase, 0, count);
            int cut = count >= 5 ? count / 4 : 0;
            double mean = mean(phase, cut, count - cut);
            indices[(from + p) % period] = mean;
            within += uncertainty(phase, cut, count, mean);
        }
        double mean = mean(indices, 0, period);
        double between = 0;
        for (int p = 0; p < period; p++) {
            indices[p] -= mean;
            between += indices[p] * indices[p];
        }
        double strength = strength(between, within, cycles);
        for (int p = 0; p < period; p++) {
            indices[p] *= strength;
        }
        return new Seasonality(indices, strength);
    }

    /** The variance of a phase's mean. */
    private static double uncertainty(double[] phase, int cut, int count, double mean) {
        if (count < 2) {
            return 0;
        }
        double squares = 0;
        for (int i = cut; i < count - cut; i++) {
            squares += (phase[i] - mean) * (phase[i] - mean);
        }
        double variance = cut > 0 ? squares / (count - 2 * cut - 1) / TRIMMED_VARIANCE : squares / (count - 1);
        return variance / count;
    }

    private static double strength(double between, double within, int cycles) {
        if (!(between > 0)) {
            return 0;
        }
        return cycles < 3 ? STRENGTH_OF_TWO_CYCLES : Math.max(0, 1 - within / between);
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    /** How many of the last cycles are looked at: 52 weeks are not quite a year, so that the years drift. */
    private static int cyclesFor(int period) {
        if (period >= 52) {
            return 5;
        }
        return period >= 12 ? 14 : 26;
    }

    /** How much of the difference between phases is no chance, 0 to 1. */
    double strength() {
        return strength;
    }

    double at(int time) {
        return indices[time % indices.length];
    }

    /** Takes the season out of the first {@code end} values. */
    void takeOut(double[] values, int end) {
        for (int t = 0, p = 0; t < end; t++, p = p + 1 == indices.length ? 0 : p + 1) {
            values[t] -= indices[p];
        }
    }

    /** Adds the season to what was forecast for the times from {@code start} on. */
    void putBack(double[] path, int start) {
        for (int k = 0, p = start % indices.length; k < path.length; k++, p = p + 1 == indices.length ? 0 : p + 1) {
            path[k] += indices[p];
        }
    }

    /** Values from {@code from} to {@code end} without their moving average over a period, NaN in the half periods at both ends. */
    private static double[] detrend(double[] values, int from, int end, int period) {
        int half = period / 2;
        boolean even = period % 2 == 0;
        double[] detrended = new double[end - from];
        Arrays.fill(detrended, Double.NaN);
        double sum = 0;
        for (int t = from; t < from + period; t++) {
            sum += values[t];
        }
        for (int t = from + half; t + half < end; t++) {
            // The sum is that of a period from t - half on; an even one leans to the left by half a step.
            double average = even ? (sum + (values[t + half] - values[t - half]) / 2) / period : sum / period;
            detrended[t - from] = values[t] - average;
            if (t - half + period < end) {
                sum += values[t - half + period] - values[t - half];
            }
        }
        return detrended;
    }
}
