package io.smartcost.provider.focus;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Which deliveries have charges of days before all that were ever asked for: nobody stores those. Thread-safe. */
final class OutOfReach {
    private static final int MOST = 500;

    private final Set<Delivery> told = Collections.newSetFromMap(new OldestForgotten<>(MOST));
    private @Nullable LocalDate first;

    /** What to warn of, once for each delivery. */
    synchronized Optional<String> warning(Delivery delivery, DeliveryDays days, LocalDate askedFrom) {
        first = first == null || askedFrom.isBefore(first) ? askedFrom : first;
        SortedMap<LocalDate, Long> earlier = days.earlierThan(first);
        if (earlier.isEmpty() || !told.add(delivery)) {
            return Optional.empty();
        }
        long count = earlier.values().stream().mapToLong(Long::longValue).sum();
        return Optional.of(delivery.name() + " of " + delivery.period() + " has " + count
                + " charges that begin before the days that are read: from " + earlier.firstKey() + " to "
                + earlier.lastKey() + ". They are not stored: sync since " + earlier.firstKey() + " to have them");
    }
}
