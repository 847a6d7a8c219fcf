package io.smartcost.provider.focus;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.Refusal;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sorts the rows of any number of files into the asked days, tells what is refused, and sends the days. For one fetch. */
final class FetchedDays implements Closeable {
    private final RowFormat format;
    private final Predicate<LocalDate> asked;
    private final CostReceiver receiver;
    private final SeenDays seen;
    private final DaySpill spill;

    FetchedDays(RowFormat format, Predicate<LocalDate> asked, CostReceiver receiver, SeenDays seen) {
        this.format = format;
        this.asked = asked;
        this.receiver = receiver;
        this.seen = seen;
        this.spill = new DaySpill(format);
    }

    /** Looks at every charge whose day can be read, whether that day was asked for or not. */
    interface Judge {
        /** Why a charge of this day must not be sent, or null if it may. */
        @Nullable
        String objection(LocalDate day);
    }

    /**
     * What came of a file.
     *
     * @param rows how many there were, refused ones included
     * @param whole whether the day of each is known
     * @param header whether there was one
     */
    record FileRead(long rows, boolean whole, boolean header) {}

    FileRead read(InputStream in, String name, Judge judge) throws IOException {
        long count = 0;
        boolean whole = true;
        try (CostRows rows = new CostRows(in, name, format, asked)) {
            while (rows.next()) {
                count++;
                LocalDate day = rows.day();
                Refusal refusal = rows.refusal();
                whole &= day != null;
                String objection = day == null ? null : judge.objection(day);
                if (refusal != null) {
                    refused(day, refusal);
                } else if (day != null) {
                    seen.charge(day);
                    if (objection == null) {
                        keep(day, rows);
                    } else if (asked.test(day)) {
                        receiver.refused(new Refusal(name, rows.line(), null, objection));
                    }
                }
            }
            seen.endOfFile(rows.incomplete());
            return new FileRead(count, whole && !rows.incomplete(), rows.hasHeader());
        }
    }

    private void keep(LocalDate day, CostRows rows) throws IOException {
        CostRecord record = rows.record();
        if (record != null) {
            if (!record.day().equals(day)) {
                throw new IllegalStateException(
                        "The row format read a charge of " + record.day() + " as one of " + day);
            }
            spill.add(day, rows);
        }
    }

    private void refused(@Nullable LocalDate day, Refusal refusal) {
        seen.refusal(day);
        if (day == null || asked.test(day)) {
            receiver.refused(refusal);
        }
    }

    boolean hasCharges(LocalDate day) {
        return spill.has(day);
    }

    /** Sends a partition for each of these days. */
    void send(SourceAccount account, SortedMap<LocalDate, Completeness> days) {
        days.forEach((day, completeness) ->
                receiver.partition(new CostPartition(account, day, completeness, spill.records(day))));
    }

    @Override
    public void close() throws IOException {
        spill.close();
    }
}
