package io.smartcost.anomaly;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** When spend began anew and how large it was, so that a fee which comes every month is news only once. Remembers the last twelve. */
final class Starts {
    private static final int MOST = 12;
    private static final double DAYS_OF_A_YEAR = 365.25;
    /** A start is like another if it is at least this part of it. */
    private static final double ALIKE = 0.5;

    private final LocalDate[] days = new LocalDate[MOST];
    private final double[] values = new double[MOST];
    private final LocalDate first;
    private int count;

    /** @param first since when the series is known */
    Starts(LocalDate first) {
        this.first = first;
    }

    /** How many starts a year there have been that were like this one or larger. */
    double perYear(LocalDate day, double value) {
        int alike = 0;
        for (int i = 0; i < Math.min(count, MOST); i++) {
            alike += values[i] >= ALIKE * value ? 1 : 0;
        }
        LocalDate since = count > MOST ? days[count % MOST] : first;
        return alike * DAYS_OF_A_YEAR / Math.max(1, ChronoUnit.DAYS.between(since, day));
    }

    void add(LocalDate day, double value) {
        days[count % MOST] = day;
        values[count % MOST] = value;
        count++;
    }
}
