package io.smartcost.provider.aws;

import io.smartcost.provider.focus.BadCell;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Refuses the usage of a whole month in one row: all of it would count for the month's first day. */
final class UsageDays {
    private static final Duration DAY = Duration.ofDays(1);

    private UsageDays() {}

    static void refuseLonger(String column, Instant start, @Nullable Instant end) throws BadCell {
        if (end != null && start.plus(DAY).isBefore(end)) {
            throw new BadCell(
                    column,
                    "The usage is that of " + Duration.between(start, end).toDays()
                            + " days: the export is monthly; set its time granularity to daily or hourly");
        }
    }

    /** @param interval such as {@code 2024-05-01T00:00:00Z/2024-05-02T00:00:00Z} */
    static void refuseLonger(String column, String interval) throws BadCell {
        String[] ends = interval.strip().split("/", 2);
        try {
            refuseLonger(column, Instant.parse(ends[0]), Instant.parse(ends[ends.length - 1]));
        } catch (DateTimeException e) {
            throw new BadCell(column, "It is no time interval, such as 2024-05-01T00:00:00Z/2024-05-02T00:00:00Z");
        }
    }
}
