package io.smartcost.anomaly;

import java.time.LocalDate;

/**
 * What the first nine and the last two days of the months cost beyond the ordinary (fees, month-end jobs) or less (free tiers), as
 * parts of the level, for the last three months.
 */
final class MonthEdges {
    static final int NONE = -1;
    private static final int FIRST_DAYS = 9;
    private static final int LAST_DAYS = 2;
    private static final int MONTHS = 3;

    private final double[][] excess = new double[FIRST_DAYS + LAST_DAYS][MONTHS];
    private final int[] seen = new int[FIRST_DAYS + LAST_DAYS];

    /** The place of a day at its month's edge, or {@link #NONE}. */
    static int place(LocalDate day) {
        int fromStart = day.getDayOfMonth() - 1;
        int fromEnd = day.lengthOfMonth() - day.getDayOfMonth();
        if (fromStart < FIRST_DAYS) {
            return fromStart;
        }
        return fromEnd < LAST_DAYS ? FIRST_DAYS + fromEnd : NONE;
    }

    /** Whether a place is a month's first or last day, where fees and closings are most often. */
    static boolean isVeryEdge(int place) {
        return place == 0 || place == FIRST_DAYS;
    }

    boolean knows(int place) {
        return seen[place] > 0;
    }

    void learn(int place, double partOfLevel) {
        excess[place][seen[place] % MONTHS] = partOfLevel;
        seen[place]++;
    }

    /** What to expect: the mean of the last months if they agree up to a third, else the last. */
    double expect(int place, double noise) {
        int months = Math.min(MONTHS, seen[place]);
        double mean = 0;
        for (int i = 0; i < months; i++) {
            mean += excess[place][i] / months;
        }
        double apart = 0;
        for (int i = 0; i < months; i++) {
            apart = Math.max(apart, Math.abs(excess[place][i] - mean));
        }
        return apart < 0.3 * Math.abs(mean) + 3 * noise ? mean : excess[place][(seen[place] - 1) % MONTHS];
    }
}
