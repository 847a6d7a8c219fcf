package io.smartcost.provider.gcp;

import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Which days a table can tell of, and how well: by when its rows were loaded, not by what the clock says. An export that stands still
 * knows nothing of the days since.
 */
final class Coverage {
    private static final Duration BACKFILL = Duration.ofDays(7);
    private static final int DAYS_UNTIL_LOADED = 3;
    private static final int INVOICE_OUT = 11;

    private final BillingQuery billing;
    private final Query query;
    private final Runnable paid;
    private final DayRange days;
    private final LocalDate loaded;
    private final boolean filling;
    private final @Nullable LocalDate emptyFrom;
    private @Nullable LocalDate lastDay;

    private Coverage(
            BillingQuery billing,
            Query query,
            Runnable paid,
            DayRange days,
            Instant loadedAt,
            @Nullable Instant begun,
            @Nullable LocalDate emptyFrom,
            @Nullable LocalDate lastDay) {
        this.billing = billing;
        this.query = query;
        this.paid = paid;
        this.days = days;
        this.loaded = day(loadedAt);
        this.filling = begun != null && loadedAt.isBefore(begun.plus(BACKFILL));
        this.emptyFrom = emptyFrom;
        this.lastDay = lastDay;
    }

    /** What there is of some days; null if nothing can be. */
    static @Nullable Coverage of(DayRange asked, Instant now, BillingQuery billing, Query query, Runnable paid) {
        return billing.facts().loadedAt() == null
                ? ofRows(asked, now, billing, query, paid)
                : ofExport(asked, now, billing.facts().loadedAt(), billing, query, paid);
    }

    private static @Nullable Coverage ofExport(
            DayRange asked, Instant now, Instant loadedAt, BillingQuery billing, Query query, Runnable paid) {
        TableFacts facts = billing.facts();
        DayRange days = from(facts.wholeFrom(now), asked);
        LocalDate created = facts.createdOn();
        LocalDate exportedFrom = facts.exportedFrom();
        if (days != null
                && created != null
                && exportedFrom != null
                && days.start().isBefore(exportedFrom)) {
            // A copy of a table is younger than what it holds.
            days = query.bytes(billing.loadedBefore(created)) == 0 ? from(exportedFrom, days) : days;
        }
        return days == null
                ? null
                : new Coverage(
                        billing,
                        query,
                        paid,
                        days,
                        earlier(now, loadedAt),
                        facts.created(),
                        facts.emptyDaysFrom(),
                        null);
    }

    /** A view, or a table that is divided otherwise: only its rows tell what it covers. */
    private static @Nullable Coverage ofRows(
            DayRange asked, Instant now, BillingQuery billing, Query query, Runnable paid) {
        Extent extent = Extent.of(billing, null, query, paid);
        if (extent == null || !extent.lastDay().plusDays(1).isAfter(asked.start())) {
            return null;
        }
        LocalDate end = extent.lastDay().plusDays(1);
        DayRange days = from(extent.firstDay(), end.isBefore(asked.end()) ? new DayRange(asked.start(), end) : asked);
        return days == null
                ? null
                : new Coverage(
                        billing,
                        query,
                        paid,
                        days,
                        earlier(now, extent.lastExport()),
                        extent.firstExport(),
                        extent.firstDay(),
                        extent.lastDay());
    }

    /** The days that can have rows. */
    DayRange days() {
        return days;
    }

    /** Whether a day that has no rows cost nothing, as far as is known. */
    boolean isKnownEmpty(LocalDate day) {
        return !filling && emptyFrom != null && !day.isBefore(emptyFrom) && day.isBefore(loaded);
    }

    Completeness completeness(LocalDate day) {
        if (filling || !day.plusDays(DAYS_UNTIL_LOADED).isBefore(loaded)) {
            return Completeness.PARTIAL;
        }
        LocalDate invoiced = day.withDayOfMonth(1).plusMonths(1).withDayOfMonth(INVOICE_OUT);
        return loaded.isBefore(invoiced) ? Completeness.ESTIMATED : Completeness.FINAL;
    }

    /** Whether there are rows of a day after this one, so that the export went on. It may take a query, the first time. */
    boolean goesOnAfter(LocalDate day) {
        if (lastDay == null) {
            Extent extent = Extent.of(billing, days.start(), query, paid);
            lastDay = extent == null ? LocalDate.MIN : extent.lastDay();
        }
        return lastDay.isAfter(day);
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static @Nullable DayRange from(@Nullable LocalDate first, DayRange days) {
        if (first == null || !first.isAfter(days.start())) {
            return days;
        }
        return first.isBefore(days.end()) ? new DayRange(first, days.end()) : null;
    }
}
