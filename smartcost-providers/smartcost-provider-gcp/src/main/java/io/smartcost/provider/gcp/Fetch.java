package io.smartcost.provider.gcp;

import com.google.cloud.bigquery.FieldValueList;
import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.Refusal;
import io.smartcost.spi.RetryableException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends the days of one answer, which come in order, each as soon as it is whole. */
final class Fetch {
    private static final int DAYS_UNTIL_LOADED = 3;
    private static final int INVOICE_OUT = 11;

    private final BillingTable table;
    private final TableFacts facts;
    private final DayRange asked;
    private final LocalDate today;
    private final CostReceiver receiver;
    private final RowReader reader;
    private final Records records = new Records();

    private LocalDate day;
    private List<Charge> charges = new ArrayList<>();
    private boolean refused;

    Fetch(BillingQuery query, DayRange asked, LocalDate today, CostReceiver receiver) {
        this.table = query.table();
        this.facts = query.facts();
        this.asked = asked;
        this.today = today;
        this.receiver = receiver;
        this.reader = new RowReader(facts, List.copyOf(query.outputs().keySet()));
        this.day = asked.start();
    }

    void row(FieldValueList row) {
        LocalDate rowDay = reader.day(row);
        if (rowDay.isBefore(day) || !rowDay.isBefore(asked.end())) {
            throw new RetryableException(
                    "BigQuery sent a row of " + rowDay + " after " + day + " for the days " + asked, (Duration) null);
        }
        sendUpTo(rowDay);
        try {
            charges.add(reader.read(rowDay, row));
        } catch (BadRow e) {
            refused = true;
            receiver.refused(new Refusal(
                    table.toString(), 0, e.column(), "Charges of " + rowDay + " cannot be read: " + e.getMessage()));
        }
    }

    void end() {
        sendUpTo(asked.end());
    }

    private void sendUpTo(LocalDate next) {
        for (; day.isBefore(next); day = day.plusDays(1)) {
            LocalDate emptyFrom = facts.emptyDaysFrom();
            boolean known = emptyFrom != null && !day.isBefore(emptyFrom);
            if (!charges.isEmpty() || refused || known) {
                receiver.partition(new CostPartition(table.account(), day, completeness(), records(charges)));
            }
            charges = new ArrayList<>();
            refused = false;
        }
    }

    private Iterable<CostRecord> records(List<Charge> ofDay) {
        return () -> {
            Iterator<Charge> each = ofDay.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return each.hasNext();
                }

                @Override
                public CostRecord next() {
                    return records.of(each.next());
                }
            };
        };
    }

    private Completeness completeness() {
        if (refused || !day.plusDays(DAYS_UNTIL_LOADED).isBefore(today)) {
            return Completeness.PARTIAL;
        }
        LocalDate invoiced = day.withDayOfMonth(1).plusMonths(1).withDayOfMonth(INVOICE_OUT);
        return today.isBefore(invoiced) ? Completeness.ESTIMATED : Completeness.FINAL;
    }

    /** The days of a range that can be in an export; null if none can. */
    static @Nullable DayRange from(@Nullable LocalDate first, DayRange days) {
        if (first == null || !first.isAfter(days.start())) {
            return days;
        }
        return first.isBefore(days.end()) ? new DayRange(first, days.end()) : null;
    }
}
