package io.smartcost.aggregate;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.SourceAccount;
import java.math.BigDecimal;

/**
 * Brings one partition into a {@link ColumnarEngine} cell by cell, without an object a cell: for sources that have many records
 * and do not need them as such. Set what a row has, end the row, and finish when all rows are there. Not thread-safe.
 */
public final class PartitionLoader {
    private final ColumnarCosts target;
    private final SourceAccount account;
    private final Completeness completeness;
    private final SegmentBuilder rows;

    PartitionLoader(ColumnarCosts target, SourceAccount account, Completeness completeness, SegmentBuilder rows) {
        this.target = target;
        this.account = account;
        this.completeness = completeness;
        this.rows = rows;
    }

    /**
     * Sets a text of the current row.
     *
     * @param column of the same engine and tenant as this loader
     * @param code as the column gave it
     * @throws IllegalArgumentException if the column is of another engine or tenant, or the code not one of its
     */
    public void text(TextColumn column, int code) {
        rows.set(column.dictionary(), code);
    }

    /**
     * Sets a cost of the current row to {@code unscaled × 10^-scale}.
     *
     * @param unscaled its magnitude is less than 2^62
     * @param scale 0 to 18
     */
    public void cost(CostMetric metric, long unscaled, int scale) {
        rows.set(Segment.Amount.of(metric), unscaled, scale);
    }

    public void cost(CostMetric metric, BigDecimal amount) {
        rows.set(Segment.Amount.of(metric), amount);
    }

    public void quantity(BigDecimal amount) {
        rows.set(Segment.Amount.QUANTITY, amount);
    }

    public void endRow() {
        rows.endRow();
    }

    /** Puts the partition in the place of the one with the same account and day. Ends the loading. */
    public void finish() {
        target.replace(account, completeness, rows.build());
    }
}
