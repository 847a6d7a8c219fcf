package io.smartcost.provider.gcp;

import io.smartcost.spi.RestatingCostProvider.Restated;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was exported since a mark. A mark is the moment of the last export that was seen, but some hours ago at the latest: rows are
 * not loaded in the order in which they were exported.
 */
final class Changes {
    private static final Duration LOADED_WITHIN = Duration.ofHours(6);
    private static final int LATEST_DAYS = 7;

    private Changes() {}

    static Restated since(@Nullable String mark, Instant now, BillingQuery billing, Query query, Runnable paid) {
        Instant latest = now.minus(LOADED_WITHIN);
        if (mark == null) {
            Extent extent = latest(now, billing, query, paid);
            return new Restated(Set.of(), mark(extent == null ? Instant.EPOCH : extent.lastExport(), latest));
        }
        Instant since = moment(mark, latest);
        Set<LocalDate> days = new HashSet<>();
        Instant[] seen = {since};
        query.run(billing.changes(since), paid, row -> {
            days.add(Extent.day(row, 0));
            Instant exported = Extent.moment(row, 1);
            seen[0] = exported.isAfter(seen[0]) ? exported : seen[0];
        });
        return new Restated(days, mark(seen[0], latest));
    }

    /** The newest rows are in the latest partitions, unless it was no load that changed the table last. */
    private static @Nullable Extent latest(Instant now, BillingQuery billing, Query query, Runnable paid) {
        Instant loadedAt = billing.facts().loadedAt();
        LocalDate from = loadedAt == null
                ? null
                : LocalDate.ofInstant(loadedAt.isBefore(now) ? loadedAt : now, ZoneOffset.UTC)
                        .minusDays(LATEST_DAYS);
        boolean none = from != null && query.bytes(billing.extent(from)) == 0;
        return Extent.of(billing, none ? null : from, query, paid);
    }

    private static String mark(Instant seen, Instant latest) {
        return (seen.isBefore(latest) ? seen : latest).toString();
    }

    /** One that cannot be read is as old as can be: then all days have changed. */
    private static Instant moment(String mark, Instant latest) {
        try {
            Instant moment = Instant.parse(mark);
            return moment.isBefore(Instant.EPOCH) ? Instant.EPOCH : moment.isBefore(latest) ? moment : latest;
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
