package io.smartcost.model;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * UTC days, at least one, half-open: the start is in, the end is not.
 *
 * @param start the first day
 * @param end the day after the last; years 0 to 9999 are accepted
 */
public record DayRange(LocalDate start, LocalDate end) implements TimeFrame {
    public DayRange {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("A range of days needs a start before its end, got " + start + " to "
                    + end + " (the end is exclusive)");
        }
        if (start.getYear() < 0 || end.getYear() > 9999) {
            throw new IllegalArgumentException("Days must lie in the years 0 to 9999, got " + start + " to " + end);
        }
    }

    public static DayRange of(LocalDate day) {
        return new DayRange(day, day.plusDays(1));
    }

    public static DayRange month(YearMonth month) {
        return new DayRange(month.atDay(1), month.plusMonths(1).atDay(1));
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(start) && day.isBefore(end);
    }

    /** The days in both, if there are any. */
    public Optional<DayRange> intersect(DayRange other) {
        LocalDate from = start.isAfter(other.start) ? start : other.start;
        LocalDate to = end.isBefore(other.end) ? end : other.end;
        return from.isBefore(to) ? Optional.of(new DayRange(from, to)) : Optional.empty();
    }

    /** How many days there are. */
    public int length() {
        return Math.toIntExact(ChronoUnit.DAYS.between(start, end));
    }

    /** Every day, in order. */
    public Stream<LocalDate> days() {
        return start.datesUntil(end);
    }

    /** This very range, whatever today is. */
    @Override
    public DayRange asOf(LocalDate today) {
        return this;
    }

    @Override
    public String toString() {
        return start + "/" + end;
    }
}
