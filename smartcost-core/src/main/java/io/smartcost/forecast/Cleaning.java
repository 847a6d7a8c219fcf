package io.smartcost.forecast;

import java.util.Arrays;

/**
 * Fills gaps and cuts single points that stand far out, so that methods which learn from every value do not learn from accidents. A
 * value is held against the median of its neighbours in the same phase of the season.
 */
final class Cleaning {
    private static final int REACH = 3;
    /** Standard deviations, as far as the median tells. */
    private static final double FAR = 5;
    /** Without a season to compare with, neighbours may differ for good reasons. */
    private static final double VERY_FAR = 20;
    /** What stays away so long, and a whole season, has moved. */
    private static final int STEP = 4;

    private Cleaning() {}

    /** @param values NaN in gaps, and at least one that is not */
    static double[] of(double[] values, int period) {
        double[] expected = medians(values, period);
        double[] filled = values.clone();
        double[] distances = new double[values.length];
        int known = 0;
        for (int t = 0; t < values.length; t++) {
            if (Double.isNaN(values[t])) {
                filled[t] = expected[t];
            } else {
                distances[known++] = Math.abs(values[t] - expected[t]);
            }
        }
        Arrays.sort(distances, 0, known);
        double bound = (period > 1 ? FAR : VERY_FAR) * 1.4826 * distances[known / 2];
        if (bound > 0) {
            cut(filled, expected, bound, Math.max(STEP, period));
        }
        return filled;
    }

    private static void cut(double[] values, double[] expected, double bound, int step) {
        int run = 0;
        int direction = 0;
        for (int t = 0; t <= values.length; t++) {
            double distance = t < values.length ? values[t] - expected[t] : 0;
            int side = Math.abs(distance) > bound ? (int) Math.signum(distance) : 0;
            if (side != direction) {
                for (int i = t - run; i < t && direction != 0 && run < step; i++) {
                    values[i] = expected[i] + direction * bound;
                }
                run = 0;
                direction = side;
            }
            run++;
        }
    }

    /** The median of each value's neighbours in the same phase, and itself. */
    static double[] medians(double[] values, int period) {
        double[] medians = new double[values.length];
        double[] window = new double[2 * REACH + 1];
        double last = Double.NaN;
        for (int t = 0; t < values.length; t++) {
            int count = 0;
            for (int k = -REACH; k <= REACH; k++) {
                int at = t + k * period;
                if (at >= 0 && at < values.length && !Double.isNaN(values[at])) {
                    window[count++] = values[at];
                }
            }
            if (count > 0) {
                Arrays.sort(window, 0, count);
                last = count % 2 == 1 ? window[count / 2] : (window[count / 2] + window[count / 2 - 1]) / 2;
            }
            medians[t] = last;
        }
        for (int t = values.length - 1; t >= 0; t--) {
            if (Double.isNaN(medians[t])) {
                medians[t] = medians[t + 1];
            }
        }
        return medians;
    }
}
