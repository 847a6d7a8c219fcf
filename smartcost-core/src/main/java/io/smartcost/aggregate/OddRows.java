package io.smartcost.aggregate;

import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Adds the rows of segments in which some amounts are unknown or kept aside, or might overflow within the segment. One instance a
 * thread.
 */
final class OddRows {
    private final Segment.Amount amount;
    private final int unitColumn;
    private final int[] units = new int[Column.BLOCK];
    private int nextAside;

    /** @param unitColumn the place of the quantities' units in a segment's columns */
    OddRows(Segment.Amount amount, int unitColumn) {
        this.amount = amount;
        this.unitColumn = unitColumn;
    }

    /**
     * Adds rows of a block.
     *
     * @param from the first row of the block
     * @param rows how many rows the block has
     * @param selected the rows to add, ascending, counted from the first of the block; null for all
     * @param slots the slot of each row to add
     * @param many how many rows to add
     */
    void add(Segment segment, int from, int rows, int @Nullable [] selected, int[] slots, int many, Groups groups) {
        Amounts amounts = segment.amounts(amount);
        long[] unknown = groups.unknown();
        readUnits(segment, from, rows);
        seekAside(amounts, from);
        for (int i = 0; i < many; i++) {
            int row = selected == null ? i : selected[i];
            int slot = slots[i];
            if (amounts != null && !amounts.isUnknown(from + row)) {
                groups.seen[slot] = Groups.KNOWN;
                add(amounts, from + row, slot, groups);
            } else if (amount != Segment.Amount.QUANTITY || units[row] != Dictionary.ABSENT) {
                unknown[slot]++;
                groups.seen[slot] |= Groups.SEEN;
            }
        }
    }

    private void add(Amounts amounts, int row, int slot, Groups groups) {
        long value = amounts.values()[row];
        BigDecimal aside = aside(amounts, row);
        if (aside != null) {
            groups.addAside(slot, aside);
        } else if (amounts.isBounded()) {
            groups.sums(amounts.scale()).recent()[slot] += value;
        } else {
            groups.sums(amounts.scale()).add(slot, value, value >> 63);
        }
    }

    /** A record that has neither a quantity nor a unit consumes nothing: it is not unknown how much. */
    private void readUnits(Segment segment, int from, int rows) {
        Column column = amount == Segment.Amount.QUANTITY ? segment.column(unitColumn) : null;
        if (column == null) {
            Arrays.fill(units, 0, rows, Dictionary.ABSENT);
        } else {
            column.read(from, rows, units);
        }
    }

    private void seekAside(@Nullable Amounts amounts, int row) {
        int found = amounts == null ? 0 : Arrays.binarySearch(amounts.asideRows(), row);
        nextAside = found < 0 ? -found - 1 : found;
    }

    /** What is kept aside of a row; rows are asked for in ascending order. */
    private @Nullable BigDecimal aside(Amounts amounts, int row) {
        int[] rows = amounts.asideRows();
        while (nextAside < rows.length && rows[nextAside] < row) {
            nextAside++;
        }
        return nextAside < rows.length && rows[nextAside] == row ? amounts.asides()[nextAside] : null;
    }
}
