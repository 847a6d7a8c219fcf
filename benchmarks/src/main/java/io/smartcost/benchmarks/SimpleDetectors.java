package io.smartcost.benchmarks;

import java.util.Arrays;

/** What tools do that do not do much: each gives every day a score from the days before it. */
final class SimpleDetectors {
    private static final int DAYS = 30;
    private static final int LEAST = 7;
    private static final int WEEKS = 8;
    private static final int LEAST_WEEKS = 3;
    /** Where nothing ever moved, any move is the oddest. */
    private static final double OFF_A_CONSTANT = 1e9;

    private SimpleDetectors() {}

    /** Standard deviations from the mean of 30 days. */
    static double[] zScore(double[] costs) {
        double[] scores = new double[costs.length];
        for (int day = 0; day < costs.length; day++) {
            double[] past = Arrays.copyOfRange(costs, Math.max(0, day - DAYS), day);
            double mean = Arrays.stream(past).average().orElse(0);
            double squares = Arrays.stream(past)
                    .map(cost -> (cost - mean) * (cost - mean))
                    .sum();
            scores[day] = past.length < LEAST
                    ? Double.NaN
                    : over(Math.abs(costs[day] - mean), Math.sqrt(squares / (past.length - 1)));
        }
        return scores;
    }

    /** How much more than the mean of 30 days, as a part of it. */
    static double[] overTheMean(double[] costs) {
        double[] scores = new double[costs.length];
        for (int day = 0; day < costs.length; day++) {
            double[] past = Arrays.copyOfRange(costs, Math.max(0, day - DAYS), day);
            double mean = Arrays.stream(past).average().orElse(0);
            scores[day] = past.length < LEAST ? Double.NaN : over(costs[day] - mean, Math.max(0, mean));
        }
        return scores;
    }

    /** Median distances from the median of the last eight of the same weekday. */
    static double[] weekdayMedian(double[] costs) {
        double[] scores = new double[costs.length];
        for (int day = 0; day < costs.length; day++) {
            int weeks = Math.min(WEEKS, day / 7);
            double[] past = new double[weeks];
            for (int week = 0; week < weeks; week++) {
                past[week] = costs[day - 7 * (week + 1)];
            }
            double median = median(past);
            double distance = median(
                    Arrays.stream(past).map(cost -> Math.abs(cost - median)).toArray());
            scores[day] = weeks < LEAST_WEEKS ? Double.NaN : over(Math.abs(costs[day] - median), distance);
        }
        return scores;
    }

    private static double over(double distance, double scale) {
        return scale == 0 ? (distance == 0 ? 0 : OFF_A_CONSTANT) : distance / scale;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return 0;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
