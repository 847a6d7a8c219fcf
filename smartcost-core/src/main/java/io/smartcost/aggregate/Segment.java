package io.smartcost.aggregate;

import io.smartcost.model.CostMetric;
import io.smartcost.query.CostDimension;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Cost records of one day of one tenant, column by column. Immutable. Rows are sorted by provider, account and service, so that
 * the blocks of the columns that most filters name hold few different codes.
 *
 * @param id differs from every other segment's in this process
 * @param columns by {@link Dictionary#column}; one that is null or beyond the end is absent from every row
 * @param amounts by {@link Amount}; one that is null is unknown in every row
 */
record Segment(
        long id,
        LocalDate day,
        int rows,
        @Nullable Column[] columns,
        @Nullable Amounts[] amounts) {
    /** Column names; the first first. */
    static final List<String> SORTED_BY = List.of(
            CostDimension.PROVIDER.id(),
            CostDimension.BILLING_ACCOUNT.id(),
            CostDimension.SUB_ACCOUNT.id(),
            CostDimension.SERVICE.id());

    private static final AtomicLong IDS = new AtomicLong();

    /** What is added up. */
    enum Amount {
        BILLED,
        EFFECTIVE,
        LIST,
        CONTRACTED,
        QUANTITY;

        static Amount of(CostMetric metric) {
            return switch (metric) {
                case BILLED -> BILLED;
                case EFFECTIVE -> EFFECTIVE;
                case LIST -> LIST;
                case CONTRACTED -> CONTRACTED;
            };
        }
    }

    Segment(LocalDate day, int rows, @Nullable Column[] columns, @Nullable Amounts[] amounts) {
        this(IDS.incrementAndGet(), day, rows, columns, amounts);
    }

    @Nullable
    Column column(int index) {
        return index < columns.length ? columns[index] : null;
    }

    @Nullable
    Amounts amounts(Amount amount) {
        return amounts[amount.ordinal()];
    }

    int blocks() {
        return (rows + Column.BLOCK - 1) / Column.BLOCK;
    }

    /** Memory taken, without the dictionaries. */
    long bytes() {
        long bytes = 128;
        for (Column column : columns) {
            bytes += 8 + (column == null ? 0 : column.bytes());
        }
        for (int i = 0; i < amounts.length; i++) {
            bytes += amounts[i] == null || isRepeated(i) ? 0 : amounts[i].bytes();
        }
        return bytes;
    }

    @SuppressWarnings("ReferenceEquality") // the question is whether it is kept once
    private static boolean isSame(@Nullable Amounts a, @Nullable Amounts b) {
        return a == b;
    }

    /** Amounts that equal an earlier column's are kept once. */
    private boolean isRepeated(int index) {
        for (int i = 0; i < index; i++) {
            if (isSame(amounts[i], amounts[index])) {
                return true;
            }
        }
        return false;
    }
}
