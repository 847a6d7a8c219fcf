package io.smartcost.aggregate;

import io.smartcost.model.DayRange;
import java.time.LocalDate;
import java.util.concurrent.ConcurrentSkipListMap;

/** Counts the changes of a tenant's partitions, and knows the last of each day. Thread-safe. */
final class Changes {
    private final ConcurrentSkipListMap<LocalDate, Long> byDay = new ConcurrentSkipListMap<>();
    private volatile long last;
    private volatile long lastOfAll;

    /** To be called when a change is done, so that whoever reads the count before it has read the data either way. */
    synchronized void changed(LocalDate day) {
        byDay.put(day, last + 1);
        last++;
    }

    /** As {@link #changed}, for all days. */
    synchronized void changedAll() {
        byDay.clear();
        lastOfAll = last + 1;
        last++;
    }

    long last() {
        return last;
    }

    boolean noneSince(long change, DayRange days) {
        if (last == change) {
            return true;
        }
        return lastOfAll <= change
                && byDay.subMap(days.start(), days.end()).values().stream().noneMatch(c -> c > change);
    }
}
