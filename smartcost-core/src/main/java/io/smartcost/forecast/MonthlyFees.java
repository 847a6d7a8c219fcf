package io.smartcost.forecast;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * Fees, taxes and commitments on fixed days of the month, the last day included: what such a day costs above the same weekday in the
 * weeks around it, if it does so every month and by more than chance. A fee that was seen once is expected again only on the first of
 * a month, where most are.
 */
final class MonthlyFees implements Calendar {
    private static final int LAST_DAY = 0;
    private static final int SLOTS = 29;
    private static final int FEWEST_DAYS = 35;
    /** Standard deviations, as far as the median tells. */
    private static final double CLEARLY = 4;

    private static final double CLEARLY_ONCE = 10;
    private static final int LATEST = 3;

    private final LocalDate firstDay;
    private final double[] above;
    private final double spread;

    private MonthlyFees(LocalDate firstDay, double[] above, double spread) {
        this.firstDay = firstDay;
        this.above = above;
        this.spread = spread;
    }

    static Calendar of(double[] values, LocalDate firstDay) {
        if (values.length < FEWEST_DAYS) {
            return NONE;
        }
        double[] usual = Cleaning.medians(values, 7);
        double[] above = new double[values.length];
        double[] distances = new double[values.length];
        int known = 0;
        for (int t = 0; t < values.length; t++) {
            above[t] = values[t] - usual[t];
            if (!Double.isNaN(above[t])) {
                distances[known++] = Math.abs(above[t]);
            }
        }
        Arrays.sort(distances, 0, known);
        double largest = distances[known - 1];
        double spread = Math.max(1.4826 * distances[known / 2], 1e-6 * largest);
        return spread > 0 ? new MonthlyFees(firstDay, above, spread) : NONE;
    }

    @Override
    public double[] without(double[] values) {
        double[] without = values.clone();
        double[] fees = fees(values.length);
        for (int t = 0; t < values.length; t++) {
            int slot = slot(t);
            if (slot >= 0 && fees[slot] != 0) {
                without[t] -= above[t];
            }
        }
        return without;
    }

    @Override
    public void putBack(double[] path, int origin) {
        double[] fees = fees(origin);
        for (int k = 0; k < path.length; k++) {
            int slot = slot(origin + k);
            path[k] += slot >= 0 ? fees[slot] : 0;
        }
    }

    /** What is known at an origin of each day of the month: the middle one of the latest fees, 0 if there is none. */
    private double[] fees(int origin) {
        double[][] seen = new double[SLOTS][LATEST];
        int[] counts = new int[SLOTS];
        boolean[] refuted = new boolean[SLOTS];
        boolean[] older = new boolean[SLOTS];
        for (int t = origin - 1; t >= 0; t--) {
            int slot = slot(t);
            if (slot < 0 || Double.isNaN(above[t]) || counts[slot] >= LATEST || older[slot]) {
                continue;
            }
            boolean fee = Math.abs(above[t]) >= CLEARLY * spread && above[t] * seen[slot][0] >= 0;
            if (fee) {
                seen[slot][counts[slot]++] = above[t];
            } else {
                older[slot] = true; // Either there is no fee, or it began after this month.
                refuted[slot] = counts[slot] < 2;
            }
        }
        double[] fees = new double[SLOTS];
        for (int slot = 0; slot < SLOTS; slot++) {
            boolean once = counts[slot] == 1 && slot == 1 && Math.abs(seen[slot][0]) > CLEARLY_ONCE * spread;
            if (!refuted[slot] && (counts[slot] > 1 || once)) {
                Arrays.sort(seen[slot], 0, counts[slot]);
                fees[slot] = counts[slot] == 2 ? (seen[slot][0] + seen[slot][1]) / 2 : seen[slot][counts[slot] / 2];
            }
        }
        return fees;
    }

    /** The day of the month from the 1st to the 28th, 0 for the last, -1 for those that not every month has. */
    private int slot(int index) {
        LocalDate day = firstDay.plusDays(index);
        int ofMonth = day.getDayOfMonth();
        if (ofMonth == day.lengthOfMonth()) {
            return LAST_DAY;
        }
        return ofMonth < SLOTS ? ofMonth : -1;
    }
}
