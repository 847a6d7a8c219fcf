package io.smartcost.provider.focus;

import io.smartcost.model.CostRecord;
import io.smartcost.spi.RetryableException;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** One pass over the rows of a day that were put aside. */
final class SpilledRecords implements Iterator<CostRecord> {
    private final DaySpill spill;
    private final Iterator<DaySpill.Part> parts;
    private @Nullable CostRows rows;
    private @Nullable CostRecord next;

    SpilledRecords(DaySpill spill, Iterator<DaySpill.Part> parts) {
        this.spill = spill;
        this.parts = parts;
        advance();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public CostRecord next() {
        CostRecord record = next;
        if (record == null) {
            throw new NoSuchElementException();
        }
        advance();
        return record;
    }

    private void advance() {
        next = null;
        try {
            while (rows == null || !rows.next()) {
                if (rows != null) {
                    spill.close(rows);
                    rows = null;
                }
                if (!parts.hasNext()) {
                    return;
                }
                rows = spill.open(parts.next());
            }
        } catch (IOException e) {
            throw new RetryableException("Rows that were put aside could not be read again", e);
        }
        next = rows.record();
        if (next == null) {
            throw new IllegalStateException("A row that was read once is refused now: " + rows.refusal());
        }
    }
}
