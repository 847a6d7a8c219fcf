package io.smartcost.benchmarks;

import io.smartcost.series.Series;
import io.smartcost.series.Step;
import java.time.Instant;
import java.util.Arrays;

/**
 * A series that is cut in two: what a forecast may know, and what came.
 *
 * @param start when it begins, if it has dates that mean something
 * @param past with NaN in gaps
 * @param season after how many values it is expected to repeat itself; the scaled error is relative to repeating that
 */
record TestSeries(Instant start, Step step, double[] past, double[] future, int season, int scaledBy) {
    static TestSeries cut(Instant start, Step step, double[] values, int horizon, int season, int scaledBy) {
        int end = values.length - horizon;
        return new TestSeries(
                start,
                step,
                Arrays.copyOf(values, end),
                Arrays.copyOfRange(values, end, values.length),
                season,
                scaledBy);
    }

    Series series() {
        Series.Builder builder = Series.startingAt(start, step);
        for (double value : past) {
            if (Double.isNaN(value)) {
                builder.addGap();
            } else {
                builder.add(value);
            }
        }
        return builder.build();
    }

    /** The mean absolute error of repeating the last season in the past. */
    double scale() {
        double sum = 0;
        int count = 0;
        for (int t = scaledBy; t < past.length; t++) {
            double change = Math.abs(past[t] - past[t - scaledBy]);
            if (!Double.isNaN(change)) {
                sum += change;
                count++;
            }
        }
        return sum / count;
    }
}
