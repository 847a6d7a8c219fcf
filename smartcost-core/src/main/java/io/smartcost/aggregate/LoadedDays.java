package io.smartcost.aggregate;

import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Which days of a tenant are in memory, and which revision of each partition. Read by all; changed by who holds its lock.
 */
final class LoadedDays {
    /** Of a partition that was replaced through us: we know that we have it, not what it is called. */
    private static final String OWN = "";

    private static final int MOST_CHECKED = 256;

    private final ConcurrentNavigableMap<LocalDate, Map<SourceAccount, String>> days = new ConcurrentSkipListMap<>();
    private final Map<DayRange, Check> checks = new ConcurrentHashMap<>();
    private volatile long departures;

    /** At that time all days of a range were in memory as the store had them, and so many had left before. */
    private record Check(Instant at, long departures) {}

    boolean contains(LocalDate day) {
        return days.containsKey(day);
    }

    boolean containsAll(DayRange range) {
        return in(range).size() == range.length();
    }

    /** Whether all days of a range are in memory and have been checked since. */
    boolean wereCheckedSince(Instant time, DayRange range) {
        Check check = checks.get(range);
        return check != null && check.departures == departures && !check.at.isBefore(time);
    }

    void checked(DayRange range, Instant at, long departuresBefore) {
        if (checks.size() >= MOST_CHECKED) {
            checks.clear();
        }
        checks.put(range, new Check(at, departuresBefore));
    }

    /** A copy. */
    List<LocalDate> in(DayRange range) {
        return List.copyOf(days.subMap(range.start(), range.end()).keySet());
    }

    /** The days of a range whose partitions are not the given ones. */
    List<LocalDate> differing(DayRange range, Map<LocalDate, Map<SourceAccount, String>> stored) {
        return days.subMap(range.start(), range.end()).entrySet().stream()
                .filter(day -> !day.getValue().equals(stored.getOrDefault(day.getKey(), Map.of())))
                .map(Map.Entry::getKey)
                .toList();
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

    void add(DayRange range, Map<LocalDate, Map<SourceAccount, String>> revisions) {
        range.days().forEach(day -> days.put(day, revisions.getOrDefault(day, Map.of())));
    }

    void replaced(LocalDate day, SourceAccount account) {
        days.computeIfPresent(day, (d, before) -> {
            Map<SourceAccount, String> after = new HashMap<>(before);
            after.put(account, OWN);
            return after;
        });
    }

    /** To be called before the day's columns go, so that whoever used them without the day knows. */
    void remove(LocalDate day) {
        synchronized (this) {
            departures++;
        }
        days.remove(day);
    }

    /** Counts the days that left: while it stands still, none did. */
    long departures() {
        return departures;
    }

    LocalDate oldest() {
        return days.firstKey();
    }

    int size() {
        return days.size();
    }
}
