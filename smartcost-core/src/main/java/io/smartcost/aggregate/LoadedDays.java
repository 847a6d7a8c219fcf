package io.smartcost.aggregate;

import io.smartcost.model.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** Which days of a tenant are in memory. Read by all; changed by who holds its lock. */
final class LoadedDays {
    private final NavigableSet<LocalDate> days = new ConcurrentSkipListSet<>();
    private volatile long departures;

    boolean contains(LocalDate day) {
        return days.contains(day);
    }

    boolean containsAll(DayRange range) {
        return in(range).size() == range.length();
    }

    /** A copy. */
    List<LocalDate> in(DayRange range) {
        return List.copyOf(days.subSet(range.start(), range.end()));
    }

    /** The days of a range that are not in memory, as few ranges. */
    List<DayRange> missing(DayRange range) {
        List<DayRange> missing = new ArrayList<>();
        LocalDate from = range.start();
        for (LocalDate day : in(range)) {
            if (from.isBefore(day)) {
                missing.add(new DayRange(from, day));
            }
            from = day.plusDays(1);
        }
        if (from.isBefore(range.end())) {
            missing.add(new DayRange(from, range.end()));
        }
        return missing;
    }

    void add(DayRange range) {
        range.days().forEach(days::add);
    }

    /** To be called before the day's columns go, so that whoever used them without the day knows. */
    synchronized void remove(LocalDate day) {
        departures++;
        days.remove(day);
    }

    /** Counts the days that left: while it stands still, none did. */
    long departures() {
        return departures;
    }

    LocalDate oldest() {
        return days.first();
    }

    int size() {
        return days.size();
    }
}
