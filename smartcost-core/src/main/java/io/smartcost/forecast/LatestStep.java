package io.smartcost.forecast;

import java.util.Arrays;

/**
 * The last time that the level changed at once and stayed, as it does when something is launched or switched off. What was before is
 * brought to the new level, so that its weekdays and noise can still be learned from.
 */
final class LatestStep {
    /** How large a step must be, in standard deviations of the values around their level as far as the median tells. */
    private static final double CLEAR = 8;
    /** How many seasons back a step is looked for, and how many before it are its old level. */
    private static final int SEASONS = 8;

    private static final int LEVEL_SEASONS = 4;

    private LatestStep() {}

    /** Values as if the present level had always been; the same array if there was no step. */
    static double[] levelled(double[] values, int period) {
        int window = Math.max(7, period);
        int shortest = window < 12 ? window : 2 * window;
        int n = values.length;
        if (n < shortest + LEVEL_SEASONS * window) {
            return values;
        }
        double spread = spread(values, window);
        int best = -1;
        double largest = CLEAR * spread;
        for (int split = n - shortest; split >= Math.max(LEVEL_SEASONS * window, n - SEASONS * window); split--) {
            // Near the split both sides must differ as well: a slope would not.
            double after = median(values, split, n);
            double before = median(values, split - LEVEL_SEASONS * window, split);
            double near = median(values, split, split + shortest) - median(values, split - shortest, split);
            double step = Math.min(Math.abs(after - before), Math.abs(near));
            if (step > largest && (after - before) * near > 0) {
                largest = step;
                best = split;
            }
        }
        return best < 0 ? values : shifted(values, best, window);
    }

    private static double[] shifted(double[] values, int split, int window) {
        double after = median(values, split, values.length);
        double before = median(values, split - LEVEL_SEASONS * window, split);
        boolean inProportion = before > 0 && after > 0 && after < 10 * before && before < 10 * after;
        double[] shifted = values.clone();
        for (int t = 0; t < split; t++) {
            shifted[t] = inProportion ? values[t] * (after / before) : values[t] + (after - before);
        }
        return shifted;
    }

    /** Of the differences to a season ago. */
    private static double spread(double[] values, int window) {
        double[] differences = new double[values.length];
        int count = 0;
        for (int t = window; t < values.length; t++) {
            double difference = Math.abs(values[t] - values[t - window]);
            if (!Double.isNaN(difference)) {
                differences[count++] = difference;
            }
        }
        if (count == 0) {
            return Double.POSITIVE_INFINITY;
        }
        Arrays.sort(differences, 0, count);
        return 1.4826 / Math.sqrt(2) * differences[count / 2];
    }

    private static double median(double[] values, int from, int to) {
        double[] some = new double[to - from];
        int count = 0;
        for (int t = from; t < to; t++) {
            if (!Double.isNaN(values[t])) {
                some[count++] = values[t];
            }
        }
        Arrays.sort(some, 0, count);
        return count == 0 ? Double.NaN : some[count / 2];
    }
}
