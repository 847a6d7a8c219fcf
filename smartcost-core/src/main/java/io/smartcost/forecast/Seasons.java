package io.smartcost.forecast;

import java.util.Arrays;

/** Which seasons a series has: at most two, the shorter first. */
final class Seasons {
    /** Days of a week, months of a year, hours of a day, weeks of a year, hours of a week. */
    private static final int[] USUAL = {7, 12, 24, 52, 168};
    /** How many steps a day may have, so that seven days are a season as well. */
    private static final int[] STEPS_A_DAY = {24, 48, 96, 144, 288, 1_440};
    /** A random walk without a season stays below this nearly always. */
    private static final double CERTAIN = 0.6;

    private Seasons() {}

    /** @param hint the season that is to be expected, or 1 if none is: then the usual ones are looked for */
    static int[] of(double[] values, int hint) {
        if (hint > 1) {
            return ofDayAndWeek(values, hint);
        }
        int best = 0;
        double strongest = CERTAIN;
        for (int period : USUAL) {
            if (values.length >= 3 * period + 3) {
                double strength = Seasonality.of(values, values.length, period).strength();
                if (strength > strongest) {
                    strongest = strength;
                    best = period;
                }
            }
        }
        return best == 0 ? new int[0] : ofDayAndWeek(values, best);
    }

    private static int[] ofDayAndWeek(double[] values, int season) {
        int day = season % 7 == 0 && isDay(season / 7) ? season / 7 : season;
        if (!fits(values, day)) {
            return new int[0];
        }
        return isDay(day) && values.length >= 3 * 7 * day ? new int[] {day, 7 * day} : new int[] {day};
    }

    private static boolean isDay(int steps) {
        return Arrays.stream(STEPS_A_DAY).anyMatch(day -> day == steps);
    }

    /** Two cycles to learn from, and something to test on. */
    private static boolean fits(double[] values, int period) {
        return values.length >= needed(period) + Math.max(1, period / 4);
    }

    static int needed(int... periods) {
        return Arrays.stream(periods).map(period -> 2 * period + 2).max().orElse(0);
    }
}
