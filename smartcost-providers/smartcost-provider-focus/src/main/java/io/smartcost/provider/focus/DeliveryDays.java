package io.smartcost.provider.focus;

import io.smartcost.model.DayRange;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** On which days the charges of one delivery begin. Not thread-safe; not changed any more once it is remembered. */
final class DeliveryDays {
    /** Far more than the corrections of a period reach back; it bounds what hostile input can fill the memory with. */
    private static final int MOST = 400;

    private final DayRange period;
    private final boolean ownDaysKnown;
    /** How many charges each day has. */
    private final NavigableMap<LocalDate, Long> days = new TreeMap<>();

    private @Nullable LocalDate last;
    private boolean exact = true;
    private boolean missing;

    /** To {@link #include} each charge of the delivery. */
    DeliveryDays(DayRange period) {
        this(period, true);
    }

    private DeliveryDays(DayRange period, boolean ownDaysKnown) {
        this.period = period;
        this.ownDaysKnown = ownDaysKnown;
    }

    /** Of a delivery of which only the days outside of its period are known, and not how many charges they have. */
    static DeliveryDays ofOutside(DayRange period, List<DayRange> outside) {
        DeliveryDays known = new DeliveryDays(period, false);
        outside.forEach(range -> range.days().forEach(day -> known.days.put(day, 0L)));
        return known;
    }

    void include(LocalDate day) {
        if (period.contains(day) && (last == null || day.isAfter(last))) {
            last = day;
        }
        if (days.size() < MOST || days.containsKey(day)) {
            days.merge(day, 1L, Long::sum);
        } else {
            exact = false;
        }
    }

    void anyDay() {
        exact = false;
    }

    /** Nothing of the period can be known from this delivery. */
    void missing() {
        missing = true;
    }

    boolean isMissing() {
        return missing;
    }

    /** Whether there may be charges on these days. */
    boolean mayTouch(DayRange range) {
        boolean own = (missing || !ownDaysKnown) && period.intersect(range).isPresent();
        return own || !exact || !days.subMap(range.start(), range.end()).isEmpty();
    }

    /** Whether a charge of this day, or of a later one within the period, was delivered. */
    boolean reaches(LocalDate day) {
        return last != null && !last.isBefore(day);
    }

    /** The days outside of the period; null if they may be any. */
    @Nullable
    List<LocalDate> outside() {
        return exact
                ? days.keySet().stream().filter(day -> !period.contains(day)).toList()
                : null;
    }

    /** How many charges begin on each day before the period and before this day, as far as it is known. */
    SortedMap<LocalDate, Long> earlierThan(LocalDate day) {
        SortedMap<LocalDate, Long> earlier =
                new TreeMap<>(days.headMap(day.isBefore(period.start()) ? day : period.start()));
        earlier.values().removeIf(count -> count == 0);
        return earlier;
    }
}
