package io.smartcost.provider.gcp;

import com.google.cloud.bigquery.FieldValueList;
import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.Refusal;
import io.smartcost.spi.RetryableException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Sends the days of one answer, which come in order, each as soon as it is whole. */
final class Fetch {
    private final BillingTable table;
    private final Coverage coverage;
    private final CostReceiver receiver;
    private final RowReader reader;
    private final Records records = new Records();

    private LocalDate day;
    private List<Charge> charges = new ArrayList<>();
    private boolean refused;

    Fetch(BillingQuery query, Coverage coverage, CostReceiver receiver) {
        this.table = query.table();
        this.coverage = coverage;
        this.receiver = receiver;
        this.reader = new RowReader(query.facts(), List.copyOf(query.outputs().keySet()));
        this.day = coverage.days().start();
    }

    void row(FieldValueList row) {
        LocalDate rowDay = reader.day(row);
        if (rowDay.isBefore(day) || !rowDay.isBefore(coverage.days().end())) {
            throw new RetryableException(
                    "BigQuery sent a row of " + rowDay + " after " + day + " for the days " + coverage.days(),
                    (Duration) null);
        }
        sendUpTo(rowDay, true);
        try {
            charges.add(reader.read(rowDay, row));
        } catch (BadRow e) {
            refused = true;
            receiver.refused(new Refusal(
                    table.toString(), 0, e.column(), "Charges of " + rowDay + " cannot be read: " + e.getMessage()));
        }
    }

    void end() {
        sendUpTo(coverage.days().end(), false);
    }

    /** @param later whether there is a row of the next day, or of one after it */
    private void sendUpTo(LocalDate next, boolean later) {
        for (; day.isBefore(next); day = day.plusDays(1)) {
            if (!charges.isEmpty() || refused || coverage.isKnownEmpty(day)) {
                receiver.partition(new CostPartition(table.account(), day, completeness(later), records(charges)));
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

    private Completeness completeness(boolean later) {
        if (refused) {
            return Completeness.PARTIAL;
        }
        Completeness completeness = coverage.completeness(day);
        boolean proven = completeness != Completeness.FINAL || !charges.isEmpty() || later || coverage.goesOnAfter(day);
        return proven ? completeness : Completeness.ESTIMATED;
    }
}
