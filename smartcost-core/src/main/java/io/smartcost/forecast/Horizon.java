package io.smartcost.forecast;

import io.smartcost.series.Step;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** How far a forecast reaches: until when, if it begins at some time. */
@FunctionalInterface
public interface Horizon {
    /** The time at which the last point must have ended. */
    Instant end(Instant start);

    /** So many days on. */
    static Horizon days(int count) {
        return start -> Step.DAY.plus(start, atLeastOne(count));
    }

    /** So many months on. */
    static Horizon months(int count) {
        return start -> Step.MONTH.plus(start, atLeastOne(count));
    }

    /** To the end of the UTC month in which the series ends; of the next one if it ends with a month. */
    static Horizon endOfMonth() {
        return start -> LocalDateTime.ofInstant(start, ZoneOffset.UTC)
                .toLocalDate()
                .withDayOfMonth(1)
                .plusMonths(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }

    /** How many points that is. */
    default int periods(Instant start, Step step) {
        Instant end = end(start);
        long whole = step.between(start, end);
        return Math.toIntExact(step.plus(start, whole).isBefore(end) ? whole + 1 : whole);
    }

    private static int atLeastOne(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("A forecast reaches at least 1 period ahead, not " + count);
        }
        return count;
    }
}
