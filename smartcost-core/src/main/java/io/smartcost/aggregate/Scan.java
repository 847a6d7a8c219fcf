package io.smartcost.aggregate;

import io.smartcost.aggregate.Condition.Verdict;
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
            count = condition.select(segment, block, rows, selected, Condition.EVERY, scratch);
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
        findSlots(segment, from, rows, count, groups);
        if (amount == null) {
            count(count, groups);
        } else if (amounts != null && plain) {
            addPlain(count, from, all, amounts, groups);
        } else {
            addOdd(segment, count, from, all, amounts, groups);
        }
    }

    private boolean isConstant(Segment segment, int block) {
        for (int i = 0; i < layout.columns(); i++) {
            Column column = segment.columns().get(layout.column(i));
            if (column != null && layout.width(i) > 0 && column.smallest(block) != column.largest(block)) {
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
            boolean none = column == null || layout.width(i) == 0;
            long code = (none ? 0L : column.smallest(block)) << layout.shift(i);
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

    /** Fills {@link #slots}, one for each selected row. */
    private void findSlots(Segment segment, int from, int rows, int count, Groups groups) {
        if (groups.slots.isDense()) {
            compose(segment, from, rows, count);
            return;
        }
        composeWide(segment, from, rows, count);
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
    private void compose(Segment segment, int from, int rows, int count) {
        Arrays.fill(slots, 0, count, 0);
        for (int i = 0; i < layout.columns(); i++) {
            Column column = segment.columns().get(layout.column(i));
            if (column != null && layout.width(i) > 0) {
                if (count == rows) {
                    column.compose(from, rows, layout.shift(i), slots, scratch.codes);
                } else {
                    column.composeSelected(from, rows, selected, count, layout.shift(i), slots, scratch.codes);
                }
            }
        }
    }

    private void composeWide(Segment segment, int from, int rows, int count) {
        Arrays.fill(lowKeys, 0, count, 0);
        Arrays.fill(highKeys, 0, count, 0);
        for (int i = 0; i < layout.columns(); i++) {
            Column column = segment.columns().get(layout.column(i));
            if (column != null && layout.width(i) > 0) {
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
        long[] counts = groups.lows(0);
        for (int i = 0; i < count; i++) {
            int slot = slots[i];
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
                long value = values[from + (all ? i : selected[i])];
                Groups.add(sums, carries, slots[i], value, value >> 63);
                seen[slots[i]] = Groups.KNOWN;
            }
        } else if (all) {
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

    /** Where some amounts are unknown or kept aside. */
    private void addOdd(
            Segment segment, int count, int from, boolean all, @Nullable Amounts amounts, Groups groups) {
        Column units = segment.columns().get(Dictionaries.UNIT);
        boolean skipWithoutUnit = amount == Segment.Amount.QUANTITY;
        int[] unit = scratch.codes;
        if (skipWithoutUnit) {
            if (units == null) {
                Arrays.fill(unit, Dictionary.ABSENT);
            } else {
                units.read(from, Math.min(Column.BLOCK, segment.rows() - from), unit);
            }
        }
        long[] unknown = groups.unknown();
        int aside = amounts == null ? 0 : Arrays.binarySearch(amounts.asideRows(), from);
        aside = aside < 0 ? -aside - 1 : aside;
        for (int i = 0; i < count; i++) {
            int row = all ? i : selected[i];
            int slot = slots[i];
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
