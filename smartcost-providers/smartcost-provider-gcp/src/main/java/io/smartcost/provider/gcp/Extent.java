package io.smartcost.provider.gcp;

import com.google.cloud.bigquery.FieldValueList;
import io.smartcost.spi.RetryableException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * From when to when the rows of a table reach.
 *
 * @param firstDay the first UTC day of usage
 * @param lastDay the last one
 * @param firstExport when the oldest row was exported
 * @param lastExport when the newest row was
 */
record Extent(LocalDate firstDay, LocalDate lastDay, Instant firstExport, Instant lastExport) {
    /** Asks for it; null if there are no rows. */
    static @Nullable Extent of(BillingQuery billing, @Nullable LocalDate exportedFrom, Query query, Runnable paid) {
        @Nullable Extent[] extent = {null};
        query.run(
                billing.extent(exportedFrom),
                paid,
                row -> extent[0] = row.get(0).isNull() ? null : read(row));
        return extent[0];
    }

    private static Extent read(FieldValueList row) {
        return new Extent(day(row, 0), day(row, 1), moment(row, 2), moment(row, 3));
    }

    static LocalDate day(FieldValueList row, int column) {
        try {
            return LocalDate.parse(row.get(column).getStringValue());
        } catch (RuntimeException e) {
            throw unfit(e);
        }
    }

    static Instant moment(FieldValueList row, int column) {
        try {
            return Instant.EPOCH.plus(row.get(column).getLongValue(), ChronoUnit.MICROS);
        } catch (RuntimeException e) {
            throw unfit(e);
        }
    }

    private static RetryableException unfit(@Nullable RuntimeException e) {
        RetryableException unfit =
                new RetryableException("BigQuery sent a row that does not belong to the question", (Duration) null);
        unfit.initCause(e);
        return unfit;
    }
}
