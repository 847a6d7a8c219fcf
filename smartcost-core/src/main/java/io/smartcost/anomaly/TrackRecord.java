package io.smartcost.anomaly;

import java.util.Arrays;

/**
 * How often what was said to be rare has come. What was to come twice a year and came eleven times is not that rare in this series,
 * whatever the shape of its noise; so frequencies are corrected by their own past, each direction by its own. What is rarer stays
 * rarer. Needs constant memory.
 */
final class TrackRecord {
    /** Alerts a year; each level is half of the one before. */
    private static final double HIGHEST = 16;

    private static final int LEVELS = 12;
    /** What is said weighs as much as so many alerts. */
    private static final double TRUST = 2;
    /** Days that are nearer to each other are told as one. */
    private static final int APART = 3;
    /** For about so many days a count is remembered. */
    private static final double MEMORY = 2 * 365;

    private static final double DAYS_OF_A_YEAR = 365.25;
    private static final int DIRECTIONS = Direction.values().length;

    private final double[][] came = new double[DIRECTIONS][LEVELS];
    private final int[][] since = new int[DIRECTIONS][LEVELS];
    private double days;

    TrackRecord() {
        for (int[] each : since) {
            Arrays.fill(each, APART);
        }
    }

    /** How often a year what is said to come so often will come; no less often than it is said. */
    double corrected(double perYear, Direction direction) {
        double place = Math.log(HIGHEST / perYear) / Math.log(2);
        int level = (int) Math.max(0, Math.min(LEVELS - 2.0, place));
        double part = Math.max(0, Math.min(1, place - level));
        double offBy = (1 - part) * offBy(level, direction) + part * offBy(level + 1, direction);
        return perYear * Math.exp(Math.max(0, offBy));
    }

    /** The logarithm of how many times as often it came: at least as often as what is rarer. One direction is said to have half. */
    private double offBy(int level, Direction direction) {
        double most = 0;
        for (int rarer = level; rarer < LEVELS; rarer++) {
            most = Math.max(most, came[direction.ordinal()][rarer]);
        }
        return Math.log((TRUST + most) / (TRUST + perYear(level) / DIRECTIONS * days / DAYS_OF_A_YEAR));
    }

    private static double perYear(int level) {
        return HIGHEST / (1 << level);
    }

    /** Notes a day that was said, without correction, to come so often. */
    void learn(double perYear, Direction direction) {
        double kept = 1 - 1 / MEMORY;
        days = days * kept + 1;
        for (int each = 0; each < DIRECTIONS; each++) {
            for (int level = 0; level < LEVELS; level++) {
                came[each][level] *= kept;
                boolean comes = each == direction.ordinal() && perYear <= perYear(level);
                if (comes && since[each][level] >= APART) {
                    came[each][level]++;
                }
                since[each][level] = comes ? 1 : Math.min(since[each][level] + 1, APART);
            }
        }
    }
}
