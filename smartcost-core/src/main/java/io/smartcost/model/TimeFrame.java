package io.smartcost.model;

import java.time.LocalDate;
import java.time.YearMonth;

/** Days told relative to today, such as "the last 30". A {@link DayRange} is a time frame that does not move. */
@FunctionalInterface
public interface TimeFrame {
    /** The days meant, if this UTC day is today. */
    DayRange asOf(LocalDate today);

    /** The {@code count} days that end with today, today included. */
    static TimeFrame lastDays(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("lastDays needs at least 1 day, got " + count);
        }
        return today -> new DayRange(today.minusDays(count - 1L), today.plusDays(1));
    }

    /** The current month up to today, today included. */
    static TimeFrame monthToDate() {
        return today -> new DayRange(today.withDayOfMonth(1), today.plusDays(1));
    }

    /** The whole calendar month before the current one. */
    static TimeFrame previousMonth() {
        return today -> DayRange.month(YearMonth.from(today).minusMonths(1));
    }
}
