package io.smartcost.sync;

import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was sent and stored of each day of one account. A day that is read again replaces what was noted of it. Thread-safe. */
final class AccountBooks {
    private final NavigableSet<LocalDate> needed = new TreeSet<>();
    private final SortedMap<LocalDate, Entry> entries = new TreeMap<>();

    synchronized void need(NavigableSet<LocalDate> days) {
        needed.addAll(days);
    }

    /** The outcome for this day is open: a replacement begins. */
    synchronized void open(LocalDate day) {
        entries.remove(day);
    }

    synchronized void enter(LocalDate day, Completeness completeness, CostSums sent, CostSums stored) {
        entries.put(day, new Entry(completeness, sent, stored));
    }

    synchronized int daysReplaced() {
        return entries.size();
    }

    synchronized long records() {
        return entries.values().stream()
                .mapToLong(entry -> entry.stored.records())
                .sum();
    }

    synchronized CostSums sent() {
        return entries.values().stream().map(Entry::sent).reduce(CostSums.NONE, CostSums::plus);
    }

    synchronized CostSums stored() {
        return entries.values().stream().map(Entry::stored).reduce(CostSums.NONE, CostSums::plus);
    }

    synchronized List<DayRange> missing() {
        NavigableSet<LocalDate> missing = new TreeSet<>(needed);
        missing.removeAll(entries.keySet());
        return Days.ranges(missing, Integer.MAX_VALUE);
    }

    /** The days of a range that are stored as final, and balance. */
    synchronized List<LocalDate> finalDays(DayRange range) {
        List<LocalDate> days = new ArrayList<>();
        entries.subMap(range.start(), range.end()).forEach((day, entry) -> {
            if (entry.completeness == Completeness.FINAL && entry.sent.equals(entry.stored)) {
                days.add(day);
            }
        });
        return days;
    }

    private record Entry(Completeness completeness, CostSums sent, CostSums stored) {}
}
