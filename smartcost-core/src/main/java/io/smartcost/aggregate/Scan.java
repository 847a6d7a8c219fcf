package io.smartcost.aggregate;

import io.smartcost.aggregate.Condition.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The hot loop: adds the rows of a segment that match a condition to groups. One instance a thread.
 *
 * <p>Rows are taken in blocks of {@value Column#BLOCK}, in up to four passes over arrays that stay in the first-level cache: decode
 * the filtered columns into a match per row, gather the matching rows, compose the grouping columns into a slot per row, add. What
 * bounds it: without grouping columns that vary, reading the amounts from memory; otherwise the add, one load and one store to a
 * slot a row, about a nanosecond while the slots fit the second-level cache. Nothing is allocated per row.
 */
final class Scan {
    private final Condition condition;
    private final KeyLayout layout;
    private final Segment.@Nullable Amount amount;
    private final boolean counting;

    private final Condition.Scratch scratch = new Condition.Scratch();
    private final byte[] matches = new byte[Column.BLOCK];
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
    }

    void add(Segment segment, Groups groups) {
        Amounts amounts = amount == null ? null : segment.amounts(amount);
        if (amounts != null) {
            groups.expect(amounts.scale(), amounts.bound());
        } else if (amount == null && counting) {
            groups.expect(0, segment.rows());
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
            condition.match(segment, block, rows, matches, scratch);
            count = gather(rows);
            if (count == 0) {
                return;
            }
        }
        boolean all = count == rows;
        boolean plain = amounts != null && amounts.isPlain();
        if (all && (plain || amount == null) && isConstant(segment, block)) {
            addConstant(slotOf(segment, block, groups), from, rows, amounts, groups);
            return;
        }
        if (all) {
            selectAll(rows);
        }
        findSlots(segment, block, rows, count, groups);
        if (amount == null) {
            count(count, groups);
        } else if (amounts != null && plain) {
            addPlain(count, from, all, amounts, groups);
        } else {
            addOdd(segment, count, from, amounts, groups);
        }
    }

    /** The rows that match, without a branch that could be mispredicted. */
    private int gather(int rows) {
        int count = 0;
        for (int i = 0; i < rows; i++) {
            selected[count] = i;
            count += matches[i];
        }
        return count;
    }

    private void selectAll(int rows) {
        for (int i = 0; i < rows; i++) {
            selected[i] = i;
        }
    }

    private boolean isConstant(Segment segment, int block) {
        for (int i = 0; i < layout.columns(); i++) {
            Column column = segment.columns().get(layout.column(i));
            if (column != null && column.smallest(block) != column.largest(block)) {
                return false;
            }
        }
        return true;
    }

    private int slotOf(Segment segment, int block, Groups groups) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < layout.columns(); i++) {
            Column column = segment.columns().get(layout.column(i));
            long code = (column == null ? 0L : column.smallest(block)) << layout.shift(i);
            low |= layout.isInHigh(i) ? 0 : code;
            high |= layout.isInHigh(i) ? code : 0;
        }
        int slot = groups.slots.of(low, high);
        groups.reserve();
        return slot;
    }

    private void addConstant(int slot, int from, int rows, @Nullable Amounts amounts, Groups groups) {
        groups.seen[slot] = Groups.KNOWN;
        if (amounts == null) {
            if (counting) {
                groups.lows(0)[slot] += rows;
            }
        } else if (amounts.bound() != Long.MAX_VALUE) {
            groups.add(amounts.scale(), slot, sum(amounts.values(), from, from + rows));
        } else {
            for (int row = from; row < from + rows; row++) {
                groups.add(amounts.scale(), slot, amounts.values()[row]);
            }
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

    /** Fills {@link #slots} for the selected rows. */
    private void findSlots(Segment segment, int block, int rows, int count, Groups groups) {
        if (groups.slots.isDense()) {
            composeDense(segment, block, rows);
            return;
        }
        composeKeys(segment, block, rows);
        Slots keys = groups.slots;
        long lastLow = -1;
        long lastHigh = -1;
        int last = 0;
        for (int i = 0; i < count; i++) {
            int row = selected[i];
            if (lowKeys[row] != lastLow || highKeys[row] != lastHigh) {
                lastLow = lowKeys[row];
                lastHigh = highKeys[row];
                last = keys.of(lastLow, lastHigh);
            }
            slots[row] = last;
        }
        groups.reserve();
    }

    private void composeDense(Segment segment, int block, int rows) {
        java.util.Arrays.fill(slots, 0, rows, 0);
        for (int i = 0; i < layout.columns(); i++) {
            Column column = segment.columns().get(layout.column(i));
            if (column != null) {
                int shift = layout.shift(i);
                int[] codes = scratch.codes;
                column.read(block * Column.BLOCK, rows, codes);
                for (int row = 0; row < rows; row++) {
                    slots[row] |= codes[row] << shift;
                }
            }
        }
    }

    private void composeKeys(Segment segment, int block, int rows) {
        java.util.Arrays.fill(lowKeys, 0, rows, 0);
        java.util.Arrays.fill(highKeys, 0, rows, 0);
        for (int i = 0; i < layout.columns(); i++) {
            Column column = segment.columns().get(layout.column(i));
            if (column != null) {
                long[] keys = layout.isInHigh(i) ? highKeys : lowKeys;
                int shift = layout.shift(i);
                int[] codes = scratch.codes;
                column.read(block * Column.BLOCK, rows, codes);
                for (int row = 0; row < rows; row++) {
                    keys[row] |= (long) codes[row] << shift;
                }
            }
        }
    }

    private void count(int count, Groups groups) {
        byte[] seen = groups.seen;
        if (!counting) {
            for (int i = 0; i < count; i++) {
                seen[slots[selected[i]]] = Groups.KNOWN;
            }
            return;
        }
        long[] counts = groups.lows(0);
        for (int i = 0; i < count; i++) {
            int slot = slots[selected[i]];
            counts[slot]++;
            seen[slot] = Groups.KNOWN;
        }
    }

    private void addPlain(int count, int from, boolean all, Amounts amounts, Groups groups) {
        long[] values = amounts.values();
        long[] sums = groups.lows(amounts.scale());
        long[] carries = groups.highs(amounts.scale());
        byte[] seen = groups.seen;
        if (carries != null) {
            for (int i = 0; i < count; i++) {
                int row = selected[i];
                long value = values[from + row];
                Groups.add(sums, carries, slots[row], value, value >> 63);
                seen[slots[row]] = Groups.KNOWN;
            }
        } else if (all) {
            for (int row = 0; row < count; row++) {
                int slot = slots[row];
                sums[slot] += values[from + row];
                seen[slot] = Groups.KNOWN;
            }
        } else {
            for (int i = 0; i < count; i++) {
                int row = selected[i];
                int slot = slots[row];
                sums[slot] += values[from + row];
                seen[slot] = Groups.KNOWN;
            }
        }
    }

    /** Where some amounts are unknown or kept aside. */
    private void addOdd(Segment segment, int count, int from, @Nullable Amounts amounts, Groups groups) {
        Column units = segment.columns().get(Dictionaries.UNIT);
        boolean skipWithoutUnit = amount == Segment.Amount.QUANTITY;
        int[] unit = scratch.codes;
        if (skipWithoutUnit) {
            if (units == null) {
                java.util.Arrays.fill(unit, Dictionary.ABSENT);
            } else {
                units.read(from, Math.min(Column.BLOCK, segment.rows() - from), unit);
            }
        }
        long[] unknown = groups.unknown();
        int aside = amounts == null ? 0 : java.util.Arrays.binarySearch(amounts.asideRows(), from);
        aside = aside < 0 ? -aside - 1 : aside;
        for (int i = 0; i < count; i++) {
            int row = selected[i];
            int slot = slots[row];
            if (amounts == null || amounts.isUnknown(from + row)) {
                if (!skipWithoutUnit || unit[row] != Dictionary.ABSENT) {
                    unknown[slot]++;
                    groups.seen[slot] |= Groups.SEEN;
                }
                continue;
            }
            groups.seen[slot] = Groups.KNOWN;
            while (aside < amounts.asideRows().length && amounts.asideRows()[aside] < from + row) {
                aside++;
            }
            if (aside < amounts.asideRows().length && amounts.asideRows()[aside] == from + row) {
                groups.addAside(slot, amounts.asides()[aside]);
            } else {
                groups.add(amounts.scale(), slot, amounts.values()[from + row]);
            }
        }
    }
}
