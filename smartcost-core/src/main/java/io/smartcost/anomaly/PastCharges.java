package io.smartcost.anomaly;

import io.smartcost.series.EstimatedRange;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The last charges of a kind, each on a day of its own, so that what comes every month, or every few days, is news only once. Remembers
 * two dozen.
 */
final class PastCharges {
    private static final int MOST = 24;
    private static final double DAYS_OF_A_YEAR = 365.25;
    /** A charge is like another if it is at least this part of it. */
    private static final double ALIKE = 0.5;

    private final LocalDate[] days = new LocalDate[MOST];
    private final double[] values = new double[MOST];
    private final LocalDate first;
    private int count;

    /** @param first since when the series is known */
    PastCharges(LocalDate first) {
        this.first = first;
    }

    /** How many charges a year there have been that were like this one or larger. */
    double perYear(LocalDate day, double value) {
        int alike = 0;
        for (int i = 0; i < Math.min(count, MOST); i++) {
            alike += values[i] >= ALIKE * value ? 1 : 0;
        }
        LocalDate since = count > MOST ? days[count % MOST] : first;
        return alike * DAYS_OF_A_YEAR / Math.max(1, ChronoUnit.DAYS.between(since, day));
    }

    /** Where a charge is that is like those before. */
    EstimatedRange range() {
        double sum = 0;
        double largest = 0;
        int known = Math.min(count, MOST);
        for (int i = 0; i < known; i++) {
            sum += values[i];
            largest = Math.max(largest, values[i]);
        }
        return new EstimatedRange(known == 0 ? 0 : sum / known, 0, largest / ALIKE);
    }

    void add(LocalDate day, double value) {
        days[count % MOST] = day;
        values[count % MOST] = value;
        count++;
    }
}
