package io.smartcost.sync;

import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which days to read, and how days are joined to ranges. */
final class Days {
    private Days() {}

    /**
     * The days that must be read: those that are not stored, those that are stored but not final, those of the last {@code
     * restated} days, and those that were last read while they were among these and so may have been restated since.
     *
     * @param settled the days that were read when they could not be restated any more
     */
    static NavigableSet<LocalDate> needed(
            DayRange asked,
            Map<LocalDate, Completeness> stored,
            Set<LocalDate> settled,
            LocalDate today,
            int restated) {
        return asked.days()
                .filter(day -> !day.isAfter(today))
                .filter(day -> stored.get(day) != Completeness.FINAL
                        || !settled.contains(day)
                        || day.isAfter(today.minusDays(restated)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a day that is read as final today need not be read again, once it is not among the restated days any more. */
    static boolean isSettled(LocalDate day, LocalDate today, int restated) {
        return !day.isAfter(today.minusDays(restated - 1L));
    }

    /** The fewest ranges that hold these days and no others, in order. */
    static List<DayRange> ranges(NavigableSet<LocalDate> days, int longest) {
        List<DayRange> ranges = new ArrayList<>();
        DayRange open = null;
        for (LocalDate day : days) {
            if (open != null && open.end().equals(day) && open.length() < longest) {
                open = new DayRange(open.start(), day.plusDays(1));
            } else {
                if (open != null) {
                    ranges.add(open);
                }
                open = DayRange.of(day);
            }
        }
        if (open != null) {
            ranges.add(open);
        }
        return ranges;
    }
}
