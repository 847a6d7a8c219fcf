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
    /** After so many points it is no spike any more. */
    private static final int FRESH = 3;

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
        int fresh = fresh(values, window, CLEAR * spread);
        if (fresh > 0) {
            double[] usual = new double[n];
            for (int t = n - fresh; t < n; t++) {
                usual[t] = usual(values, t, window);
            }
            return shifted(values, n - fresh, median(usual, n - fresh, n), median(values, n - fresh, n));
        }
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
        return best < 0
                ? values
                : shifted(values, best, median(values, best - LEVEL_SEASONS * window, best), median(values, best, n));
    }

    /** How many last values, 3 to a season, all lie as clearly and about as far on one side of what is usual for their phase. */
    private static int fresh(double[] values, int window, double clear) {
        int n = values.length;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        int count = 0;
        while (count < window) {
            double distance = values[n - 1 - count] - usual(values, n - 1 - count, window);
            if (!(Math.abs(distance) > clear) || (count > 0 && distance * least < 0)) {
                break;
            }
            least = Math.min(least, distance);
            most = Math.max(most, distance);
            count++;
        }
        boolean alike = most - least < 0.6 * Math.max(Math.abs(least), Math.abs(most));
        return count >= FRESH && alike ? count : 0;
    }

    /** The median of the same phase in the seasons before. */
    private static double usual(double[] values, int index, int window) {
        double[] before = new double[LEVEL_SEASONS];
        int count = 0;
        for (int back = 1; back <= LEVEL_SEASONS; back++) {
            double value = values[index - back * window];
            if (!Double.isNaN(value)) {
                before[count++] = value;
            }
        }
        Arrays.sort(before, 0, count);
        return count == 0 ? Double.NaN : before[count / 2];
    }

    private static double[] shifted(double[] values, int split, double before, double after) {
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
