package io.smartcost.anomaly;

import io.smartcost.series.EstimatedRange;
import io.smartcost.series.Step;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * What to expect of the next point of a series of any step: to be like the last one, like the recent ones, like the long run, or like
 * the same place in earlier days and weeks, with or without the recent offset from it. Each is trusted as far as it explained the
 * last points, so seasons that the series has not lose their say. Each has its own scale of error, the larger of a slow and a fast
 * one, so that after wild points more is ordinary.
 */
final class SeasonalModel {
    private static final double SECONDS_OF_A_DAY = 86_400;
    private static final double SECONDS_OF_A_YEAR = 365.25 * SECONDS_OF_A_DAY;
    /** Larger seasons would need more memory than a series is worth. */
    private static final int LONGEST = 2_100;

    private static final int LAST = 0;
    private static final int RECENT = 1;
    private static final int LONG_RUN = 2;
    private static final int SLOTS = 3;

    private static final double RECENT_PACE = 0.3;
    private static final double LONG_RUN_PACE = 0.01;
    private static final double SCALE_PACE = 0.01;
    private static final double FAST_SCALE_PACE = 0.03;
    /** An error counts as at most so many scales in what is learned of it. */
    private static final double MOST_ERROR = 3;
    /** A value moves a mean by at most so many scales. */
    private static final double MOST_MOVE = 2;
    /** No scale is a smaller part of the largest that it was, so that it grows back after a time in which nothing moved. */
    private static final double LEAST_SCALE = 1e-4;
    /** How much of the largest is still remembered a point later. */
    private static final double LARGEST_LASTS = 0.9999;
    /** The mean distance of a normal variable from its mean, turned into its standard deviation. */
    private static final double FROM_MEAN_DISTANCE = 1.25;

    private final SlotMeans[] slots;
    private final double[] slow;
    private final double[] fast;
    private final double[] largest;
    private final Blend blend;
    private final Rarity rarity = new Rarity(0.95, 1, 3, 300, 8);
    private final double pointsPerYear;
    /** The level of late: the last value, the recent mean, the mean of the long run, and the offset from each season's. */
    private final double[] level;
    /** The same after each of the latest points, the oldest of which is what is expected by. */
    private final double[][] levels;

    private final double[] expected;
    private final double[] scales;
    private long position;
    private int seen;

    /**
     * @param season a season that is known, or 0
     * @param lag how many points before a point are not used to expect it, it included: at least 1
     */
    SeasonalModel(Step step, int season, int lag) {
        pointsPerYear = SECONDS_OF_A_YEAR / step.seconds();
        int[] lengths = seasons(step, season);
        slots = new SlotMeans[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            slots[i] = new SlotMeans(lengths[i]);
        }
        int size = SLOTS + 2 * slots.length;
        level = new double[SLOTS + slots.length];
        levels = new double[lag][level.length];
        expected = new double[size];
        scales = new double[size];
        slow = new double[size];
        fast = new double[size];
        largest = new double[size];
        blend = new Blend(size, 0.02, 0.99);
    }

    /** A day and a week, or the twelve months, where they are whole numbers of points; and the one that is known. */
    private static int[] seasons(Step step, int known) {
        double day = SECONDS_OF_A_DAY / step.seconds();
        return DoubleStream.concat(
                        step.isMonth() ? DoubleStream.of(12) : DoubleStream.of(day, 7 * day), DoubleStream.of(known))
                .filter(points -> points == Math.rint(points) && points >= 2)
                .filter(points -> points <= LONGEST || points == known)
                .mapToInt(points -> (int) points)
                .distinct()
                .toArray();
    }

    double pointsPerYear() {
        return pointsPerYear;
    }

    int seen() {
        return seen;
    }

    /** To be called before the first value is judged: there is nothing else to expect than the like of it. */
    void begin(double value) {
        for (double[] each : levels) {
            each[LAST] = value;
            each[RECENT] = value;
            each[LONG_RUN] = value;
        }
        System.arraycopy(levels[0], 0, level, 0, level.length);
    }

    /** Expects the point that comes so many after the last, from 1 on. */
    void look(int points) {
        double[] known = levels[seen % levels.length];
        System.arraycopy(known, 0, expected, 0, SLOTS);
        for (int i = 0; i < slots.length; i++) {
            double typical = slots[i].at(position + points - 1);
            expected[SLOTS + 2 * i] = typical;
            expected[SLOTS + 2 * i + 1] = typical + known[SLOTS + i];
        }
        for (int k = 0; k < scales.length; k++) {
            scales[k] = Math.max(slow[k], fast[k]);
        }
    }

    /**
     * How odd the value is that was looked for: the negative logarithm of how probable one is that lies at least as far off.
     *
     * @param uncertainty its own standard deviation, as a part of it
     */
    double oddness(double value, double uncertainty) {
        double tail = blend.tail(value, expected, widths(value, uncertainty));
        if (Double.isNaN(tail)) {
            // It never moved: then how long it did not is all that is known.
            boolean moves = seen > 0 && value != level[LAST];
            tail = moves ? 1.0 / (seen + 1) : 1;
        }
        return -Math.log(tail);
    }

    /** The logarithm of how often values come that are at least so odd. */
    double logFrequency(double oddness) {
        return rarity.logFrequency(oddness);
    }

    private double[] widths(double value, double uncertainty) {
        if (uncertainty == 0) {
            return scales;
        }
        double[] widths = scales.clone();
        for (int k = 0; k < widths.length; k++) {
            widths[k] = Math.hypot(widths[k], uncertainty * Math.abs(value));
        }
        return widths;
    }

    /** What was expected, and where all but the odd values lie. */
    EstimatedRange range(double value, double uncertainty) {
        double[] widths = widths(value, uncertainty);
        double middle = middle(widths);
        double odd = rarity.oddness(Math.log(Math.min(0.01, 12 / pointsPerYear)));
        double distance = StudentT.distance(Math.exp(-odd));
        double low = middle;
        double high = middle;
        for (int k = 0; k < widths.length; k++) {
            if (blend.weight(k) >= 0.1 && !Double.isNaN(expected[k])) {
                low = Math.min(low, expected[k] - distance * widths[k]);
                high = Math.max(high, expected[k] + distance * widths[k]);
            }
        }
        return new EstimatedRange(middle, low, high);
    }

    /** What was expected. */
    double middle() {
        return middle(scales);
    }

    private double middle(double[] widths) {
        double mean = blend.mean(expected, widths);
        return Double.isNaN(mean) ? level[LAST] : mean;
    }

    /** Learns the value that was looked for, which had this oddness. */
    void learn(double value, double oddness) {
        rarity.learn(oddness);
        blend.learn(value, expected, scales);
        for (int k = 0; k < scales.length; k++) {
            if (!Double.isNaN(expected[k])) {
                learnScale(k, Math.abs(value - expected[k]));
            }
        }
        seen++;
        learnLevel(value);
        position++;
    }

    private void learnScale(int k, double error) {
        if (slow[k] == 0) {
            slow[k] = seen > 0 ? 1.2 * error : 0;
            fast[k] = 0;
            return;
        }
        double counted = FROM_MEAN_DISTANCE * Math.min(error, MOST_ERROR * slow[k]);
        fast[k] += Math.max(FAST_SCALE_PACE, 1.0 / (seen + 2)) * (counted - fast[k]);
        slow[k] += Math.max(SCALE_PACE, 1.0 / (seen + 2)) * (counted - slow[k]);
        largest[k] = Math.max(slow[k], LARGEST_LASTS * largest[k]);
        slow[k] = Math.max(slow[k], LEAST_SCALE * largest[k]);
    }

    private void learnLevel(double value) {
        level[LAST] = value;
        level[RECENT] += RECENT_PACE * (value - level[RECENT]);
        double most = MOST_MOVE * slow[LONG_RUN];
        double off = value - level[LONG_RUN];
        level[LONG_RUN] +=
                Math.max(LONG_RUN_PACE, 1.0 / (seen + 1)) * (most > 0 ? Math.max(-most, Math.min(most, off)) : off);
        for (int i = 0; i < slots.length; i++) {
            double typical = expected[SLOTS + 2 * i];
            if (!Double.isNaN(typical)) {
                level[SLOTS + i] += RECENT_PACE * (value - typical - level[SLOTS + i]);
            }
            slots[i].learn(position, value, MOST_MOVE * Math.max(slow[SLOTS + 2 * i], slow[SLOTS + 2 * i + 1]));
        }
        System.arraycopy(level, 0, levels[(seen - 1) % levels.length], 0, level.length);
    }

    /** The next point is not known. */
    void gap() {
        position++;
    }

    /** Expects the level of the last value from now on. */
    void expectLast() {
        double move = level[LAST] - level[LONG_RUN];
        double last = level[LAST];
        for (SlotMeans slot : slots) {
            slot.move(move);
        }
        Arrays.fill(level, SLOTS, level.length, 0);
        level[RECENT] = last;
        level[LONG_RUN] = last;
        for (double[] each : levels) {
            System.arraycopy(level, 0, each, 0, level.length);
        }
    }
}
