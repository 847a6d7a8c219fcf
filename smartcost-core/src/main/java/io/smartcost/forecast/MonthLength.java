package io.smartcost.forecast;

import java.time.LocalDate;

/** Months have 28 to 31 days, and most costs are by the day: taken out by calculating with the mean of a month's days. */
final class MonthLength implements Calendar {
    private final LocalDate firstMonth;

    private MonthLength(LocalDate firstMonth) {
        this.firstMonth = firstMonth;
    }

    /** @return nothing to take out if the values change less as they are, as fees do that have no regard to the length */
    static Calendar of(double[] values, LocalDate firstMonth) {
        MonthLength length = new MonthLength(firstMonth);
        return changes(length.without(values)) < changes(values) ? length : NONE;
    }

    private static double changes(double[] values) {
        double sum = 0;
        for (int t = 1; t < values.length; t++) {
            double change = Math.abs(values[t] - values[t - 1]);
            sum += Double.isNaN(change) ? 0 : change;
        }
        return sum;
    }

    private double days(int month) {
        return firstMonth.plusMonths(month).lengthOfMonth() / 30.436875;
    }

    @Override
    public double[] without(double[] values) {
        double[] without = new double[values.length];
        for (int t = 0; t < values.length; t++) {
            without[t] = values[t] / days(t);
        }
        return without;
    }

    @Override
    public void putBack(double[] path, int origin) {
        for (int k = 0; k < path.length; k++) {
            path[k] *= days(origin + k);
        }
    }
}
