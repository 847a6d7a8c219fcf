package io.smartcost.anomaly;

import java.util.Arrays;

/**
 * How often what was said to be rare has come. What was to come twice a year and came eleven times is not that rare in this series,
 * whatever the shape of its noise; so frequencies are corrected by their own past. What is rarer stays rarer. Needs constant memory.
 */
final class TrackRecord {
    /** Alerts a year; each level is half of the one before. */
    private static final double HIGHEST = 16;

    private static final int LEVELS = 12;
    /** What is said weighs as much as so many alerts. */
    private static final double TRUST = 4;
    /** Days that are nearer to each other are told as one. */
    private static final int APART = 3;
    /** For about so many days a count is remembered. */
    private static final double MEMORY = 2 * 365;

    private static final double DAYS_OF_A_YEAR = 365.25;

    private final double[] came = new double[LEVELS];
    private final int[] since = new int[LEVELS];
    private double days;

    TrackRecord() {
        Arrays.fill(since, APART);
    }

    /** How often a year what is said to come so often will come; no less often than it is said. */
    double corrected(double perYear) {
        double place = Math.log(HIGHEST / perYear) / Math.log(2);
        int level = (int) Math.max(0, Math.min(LEVELS - 2.0, place));
        double part = Math.max(0, Math.min(1, place - level));
        double offBy = (1 - part) * offBy(level) + part * offBy(level + 1);
        return perYear * Math.exp(Math.max(0, offBy));
    }

    /** The logarithm of how many times as often it came: at least as often as what is rarer. */
    private double offBy(int level) {
        double most = 0;
        for (int rarer = level; rarer < LEVELS; rarer++) {
            most = Math.max(most, came[rarer]);
        }
        return Math.log((TRUST + most) / (TRUST + perYear(level) * days / DAYS_OF_A_YEAR));
    }

    private static double perYear(int level) {
        return HIGHEST / (1 << level);
    }

    /** Notes a day that was said, without correction, to come so often. */
    void learn(double perYear) {
        double kept = 1 - 1 / MEMORY;
        days = days * kept + 1;
        for (int level = 0; level < LEVELS; level++) {
            came[level] *= kept;
            boolean comes = perYear <= perYear(level);
            if (comes && since[level] >= APART) {
                came[level]++;
            }
            since[level] = comes ? 1 : Math.min(since[level] + 1, APART);
        }
    }
}
