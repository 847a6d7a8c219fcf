package io.smartcost.provider.focus;

import io.smartcost.model.DayRange;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** On which days the charges of one delivery begin. Not thread-safe; not changed any more once it is remembered. */
final class DeliveryDays {
    /** Far more than the corrections of a period reach back; it bounds what hostile input can fill the memory with. */
    private static final int MOST = 400;

    private final DayRange period;
    private final Set<LocalDate> days = new HashSet<>();
    private @Nullable LocalDate last;
    private boolean exact = true;

    DeliveryDays(DayRange period) {
        this.period = period;
    }

    void include(LocalDate day) {
        if (period.contains(day) && (last == null || day.isAfter(last))) {
            last = day;
        }
        if (days.size() < MOST) {
            days.add(day);
        } else {
            exact &= days.contains(day);
        }
    }

    void anyDay() {
        exact = false;
    }

    /** Whether there may be charges on these days. */
    boolean mayTouch(DayRange range) {
        return !exact || days.stream().anyMatch(range::contains);
    }

    /** Whether a charge of this day, or of a later one within the period, was delivered. */
    boolean reaches(LocalDate day) {
        return last != null && !last.isBefore(day);
    }
}
