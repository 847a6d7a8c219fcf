package io.smartcost.aggregate;

import io.smartcost.aggregate.Condition.Verdict;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The hot loop: adds the rows of a segment that match a condition to groups. One instance a thread.
 *
 * <p>Rows are taken in blocks of {@value Column#BLOCK}, in a few passes over arrays that stay in the first-level cache: select the
 * rows that match, compose the codes of their grouping columns into a slot for each, add ({@link Column} has the loops over codes,
 * this class those over amounts). What
 * bounds it: without grouping columns that vary, reading the amounts from memory; otherwise the add, one load and one store to a
 * slot a row, about a nanosecond while the slots fit the second-level cache. Nothing is allocated per row.
 */
final class Scan {
    private final Condition condition;
    private final KeyLayout layout;
    private final Segment.@Nullable Amount amount;
    private final boolean counting;

    /** The grouping columns of the segment at hand; null where it has only one code. */
    private final @Nullable Column[] columns;

    private final Condition.Scratch scratch = new Condition.Scratch();
    private final int[] selected = new int[Column.BLOCK];
    private final int[] slots = new int[Column.BLOCK];
    private final long[] lowKeys = new long[Column.BLOCK];
    private final long[] highKeys = new long[Column.BLOCK];

    /**
     * @param amount what to add up, or null to count
     * @param counting whether to count records, or only to see which keys there are; if there is no amount
     */
    Scan(Condition condition, KeyLayout layout, Segment.@Nullable Amount amount, boolean counting) {
        this.condition = condition;
        this.layout = layout;
        this.amount = amount;
        this.counting = counting;
        columns = new Column[layout.columns()];
    }

    void add(Segment segment, Groups groups) {
        for (int i = 0; i < columns.length; i++) {
            columns[i] = layout.width(i) == 0 ? null : segment.columns().get(layout.column(i));
        }
        Amounts amounts = amount == null ? null : segment.amounts(amount);
        if (amounts != null && amounts.isBounded()) {
            groups.sums(amounts.scale()).expect(amounts.bound());
        } else if (amount == null && counting) {
            groups.sums(0).expect(segment.rows());
        }
        for (int block = 0; block < segment.blocks(); block++) {
            Verdict verdict = condition.verdict(segment, block);
            if (verdict != Verdict.NONE) {
                add(segment, block, verdict, amounts, groups);
            }
        }
    }

    private void add(Segment segment, int block, Verdict verdict, @Nullable Amounts amounts, Groups groups) {
        int from = block * Column.BLOCK;
        int rows = Math.min(Column.BLOCK, segment.rows() - from);
        int count = rows;
        if (verdict == Verdict.SOME) {
            count = condition.select(segment, block, rows, selected, Condition.EVERY, scratch);
            if (count == 0) {
                return;
            }
        }
        boolean plain = amounts != null && amounts.isPlain() && amounts.isBounded();
        if (count == rows && (plain || amount == null) && isConstant(block)) {
            addConstant(slotOf(block, groups), from, rows, amounts, groups);
            return;
        }
        findSlots(from, rows, count, groups);
        if (amount == null) {
            count(count, groups);
        } else if (amounts != null && plain) {
            addPlain(from, rows, count, amounts, groups);
        } else {
            addOdd(segment, from, rows, count, amounts, groups);
        }
    }

    private boolean isConstant(int block) {
        for (Column column : columns) {
            if (column != null && column.smallest(block) != column.largest(block)) {
                return false;
            }
        }
        return true;
    }

    private int slotOf(int block, Groups groups) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < columns.length; i++) {
            Column column = columns[i];
            long code = column == null ? 0L : (long) column.smallest(block) << layout.shift(i);
            low |= layout.isInHigh(i) ? 0 : code;
            high |= layout.isInHigh(i) ? code : 0;
        }
        int slot = groups.slots.of(low, high);
        groups.reserve();
        return slot;
    }

    private void addConstant(int slot, int from, int rows, @Nullable Amounts amounts, Groups groups) {
        groups.seen[slot] = Groups.KNOWN;
        if (amounts != null) {
            groups.sums(amounts.scale()).recent()[slot] += sum(amounts.values(), from, from + rows);
        } else if (counting) {
            groups.sums(0).recent()[slot] += rows;
        }
    }

    /** Four sums at a time, so that the adds do not wait for each other. */
    private static long sum(long[] values, int from, int to) {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        int row = from;
        for (; row + 3 < to; row += 4) {
            a += values[row];
            b += values[row + 1];
            c += values[row + 2];
            d += values[row + 3];
        }
        for (; row < to; row++) {
            a += values[row];
        }
        return a + b + c + d;
    }

    /** Fills {@link #slots}, one for each selected row. */
    private void findSlots(int from, int rows, int count, Groups groups) {
        if (groups.slots.isDense()) {
            compose(from, rows, count);
            return;
        }
        composeWide(from, rows, count);
        Slots keys = groups.slots;
        long lastLow = -1;
        long lastHigh = -1;
        int last = 0;
        for (int i = 0; i < count; i++) {
            if (lowKeys[i] != lastLow || highKeys[i] != lastHigh) {
                lastLow = lowKeys[i];
                lastHigh = highKeys[i];
                last = keys.of(lastLow, lastHigh);
            }
            slots[i] = last;
        }
        groups.reserve();
    }

    /** Packs the codes of the selected rows as the layout says, where they fit an int. */
    private void compose(int from, int rows, int count) {
        Arrays.fill(slots, 0, count, 0);
        for (int i = 0; i < columns.length; i++) {
            Column column = columns[i];
            if (column != null) {
                if (count == rows) {
                    column.compose(from, rows, layout.shift(i), slots, scratch.codes);
                } else {
                    column.composeSelected(from, rows, selected, count, layout.shift(i), slots, scratch.codes);
                }
            }
        }
    }

    private void composeWide(int from, int rows, int count) {
        Arrays.fill(lowKeys, 0, count, 0);
        Arrays.fill(highKeys, 0, count, 0);
        for (int i = 0; i < columns.length; i++) {
            Column column = columns[i];
            if (column != null) {
                long[] keys = layout.isInHigh(i) ? highKeys : lowKeys;
                int shift = layout.shift(i);
                int[] codes = scratch.codes;
                column.read(from, rows, codes);
                for (int k = 0; k < count; k++) {
                    keys[k] |= (long) codes[count == rows ? k : selected[k]] << shift;
                }
            }
        }
    }

    private void count(int count, Groups groups) {
        byte[] seen = groups.seen;
        if (!counting) {
            for (int i = 0; i < count; i++) {
                seen[slots[i]] = Groups.KNOWN;
            }
            return;
        }
        long[] counts = groups.sums(0).recent();
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
            counts[slot]++;
            seen[slot] = Groups.KNOWN;
        }
    }

    private void addPlain(int from, int rows, int count, Amounts amounts, Groups groups) {
        long[] values = amounts.values();
        long[] sums = groups.sums(amounts.scale()).recent();
        byte[] seen = groups.seen;
        if (count == rows) {
            for (int i = 0; i < count; i++) {
                int slot = slots[i];
                sums[slot] += values[from + i];
                seen[slot] = Groups.KNOWN;
            }
        } else {
            for (int i = 0; i < count; i++) {
                int slot = slots[i];
                sums[slot] += values[from + selected[i]];
                seen[slot] = Groups.KNOWN;
            }
        }
    }

    /** Where some amounts are unknown or kept aside, or might overflow within the segment. */
    private void addOdd(Segment segment, int from, int rows, int count, @Nullable Amounts amounts, Groups groups) {
        boolean skipWithoutUnit = amount == Segment.Amount.QUANTITY;
        int[] units = scratch.codes;
        if (skipWithoutUnit) {
            readUnits(segment, from, rows, units);
        }
        long[] unknown = groups.unknown();
        Asides asides = new Asides(amounts, from);
        for (int i = 0; i < count; i++) {
            int row = count == rows ? i : selected[i];
            int slot = slots[i];
            if (amounts != null && !amounts.isUnknown(from + row)) {
                groups.seen[slot] = Groups.KNOWN;
                BigDecimal aside = asides.of(from + row);
                long value = amounts.values()[from + row];
                if (aside != null) {
                    groups.addAside(slot, aside);
                } else if (amounts.isBounded()) {
                    groups.sums(amounts.scale()).recent()[slot] += value;
                } else {
                    groups.sums(amounts.scale()).add(slot, value, value >> 63);
                }
            } else if (!skipWithoutUnit || units[row] != Dictionary.ABSENT) {
                unknown[slot]++;
                groups.seen[slot] |= Groups.SEEN;
            }
        }
    }

    private static void readUnits(Segment segment, int from, int rows, int[] units) {
        Column column = segment.columns().get(Dictionaries.UNIT);
        if (column == null) {
            Arrays.fill(units, 0, rows, Dictionary.ABSENT);
        } else {
            column.read(from, rows, units);
        }
    }

    /** The amounts that are kept aside, for rows that are asked for in ascending order. */
    private static final class Asides {
        private final @Nullable Amounts amounts;
        private int next;

        Asides(@Nullable Amounts amounts, int from) {
            this.amounts = amounts;
            int found = amounts == null ? 0 : Arrays.binarySearch(amounts.asideRows(), from);
            next = found < 0 ? -found - 1 : found;
        }

        @Nullable
        BigDecimal of(int row) {
            if (amounts == null) {
                return null;
            }
            int[] rows = amounts.asideRows();
            while (next < rows.length && rows[next] < row) {
                next++;
            }
            return next < rows.length && rows[next] == row ? amounts.asides()[next] : null;
        }
    }
}
