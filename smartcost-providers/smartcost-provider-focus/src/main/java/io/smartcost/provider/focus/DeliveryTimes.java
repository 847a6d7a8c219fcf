package io.smartcost.provider.focus;

import io.smartcost.model.DayRange;
import java.time.Duration;

/** What {@link DeliveredCosts} is set to. */
record DeliveryTimes(int finalAfter, Duration loadedAfter, Duration closedAfter, int lookBack) {
    static final DeliveryTimes DEFAULT = new DeliveryTimes(15, Duration.ZERO, Duration.ofDays(5), 12);

    DeliveryTimes {
        requireNotNegative("finalAfter", finalAfter);
        requireNotNegative("loadedAfter", loadedAfter.isNegative() ? -1 : 0);
        requireNotNegative("closedAfter", closedAfter.isNegative() ? -1 : 0);
        requireNotNegative("lookBack", lookBack);
    }

    private static void requireNotNegative(String what, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(what + " cannot be negative");
        }
    }

    /** Whether the charges of a period may begin on these days, for all that is known of any period. */
    boolean mayReach(DayRange period, DayRange days) {
        return period.end().isAfter(days.start().minusMonths(lookBack));
    }
}
