package io.smartcost.aggregate;

import io.smartcost.aggregate.Condition.Verdict;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The hot loop: adds the rows of a segment that match a condition to groups. One instance a thread.
 *
 * <p>Rows are taken in blocks of {@value Column#BLOCK}, so that what is made on the way stays in the first-level cache. A block of
 * which all rows match is cut where a column that the rows are sorted by changes; what is left is a loop over the codes of one
 * column and the amounts ({@link Column#add}), or over slots composed of the codes of several. Where only some rows match they are
 * listed first, or, if they are many, the others are sent to a slot that nobody reads.
 *
 * <p>What bounds it: without a column that varies, reading the amounts from memory; otherwise the add, one load and two stores to a
 * slot a row, about a nanosecond while the slots fit the second-level cache. Nothing is allocated per row.
 */
final class Scan {
    /** If a larger part of the rows matches, it takes longer to list them than to add the others too. */
    private static final double MANY = 0.4;

    private final Condition condition;
    private final KeyLayout layout;
    private final Segment.@Nullable Amount amount;
    private final boolean counting;

    private final @Nullable OddRows odd;
    private final Condition.Scratch scratch = new Condition.Scratch();
    private final int[] selected = new int[Column.BLOCK];
    private final int[] slots = new int[Column.BLOCK];
    private final long[] lowKeys = new long[Column.BLOCK];
    private final long[] highKeys = new long[Column.BLOCK];

    // Of the segment at hand: the grouping columns that are not absent; of these the ones that vary, those with runs
    // first, and the
    // key of the others, if keys are slots.
    private final @Nullable Column[] columns;
    private final Column[] varying;
    private final int[] shifts;
    private int count;
    private int base;

    // What the rows of the segment at hand are added to.
    private long @Nullable [] amounts;
    private long @Nullable [] sums;
    private byte[] seen = {};

    /**
     * @param amount what to add up, or null to count
     * @param counting whether to count records, or only to see which keys there are; if there is no amount
     */
    Scan(Condition condition, KeyLayout layout, Segment.@Nullable Amount amount, boolean counting) {
        this.condition = condition;
        this.layout = layout;
        this.amount = amount;
        this.counting = counting;
        odd = amount == null ? null : new OddRows(amount, layout.column(0));
        columns = new Column[layout.columns()];
        varying = new Column[layout.columns()];
        shifts = new int[layout.columns()];
    }

    void add(Segment segment, Groups groups) {
        bind(segment);
        Amounts known = amount == null ? null : segment.amounts(amount);
        boolean plain = amount == null || (known != null && known.isPlain() && known.isBounded());
        if (known != null && known.isBounded()) {
            groups.sums(known.scale()).expect(known.bound());
        } else if (amount == null && counting) {
            groups.sums(0).expect(segment.rows());
        }
        amounts = known == null ? null : known.values();
        aimAt(groups, known);
        for (int block = 0; block < segment.blocks(); block++) {
            Verdict verdict = condition.verdict(segment, block);
            int from = block * Column.BLOCK;
            int rows = Math.min(Column.BLOCK, segment.rows() - from);
            if (verdict == Verdict.ALL && plain && groups.slots.isDense()) {
                cut(0, from, rows, base);
            } else if (verdict == Verdict.SOME
                    && plain
                    && groups.slots.isDense()
                    && condition instanceof Condition.OnColumn leaf
                    && leaf.selectivity() > MANY) {
                addAccepted(segment, leaf, from, rows, groups.slots.count());
            } else if (verdict != Verdict.NONE) {
                int selection = verdict == Verdict.ALL
                        ? Condition.EVERY
                        : condition.select(segment, block, rows, selected, Condition.EVERY, scratch);
                addListed(segment, from, rows, selection, known, plain, groups);
            }
        }
    }

    private void bind(Segment segment) {
        count = 0;
        base = 0;
        for (int i = 0; i < columns.length; i++) {
            Column column = layout.width(i) == 0 ? null : segment.column(layout.column(i));
            columns[i] = column;
            if (column instanceof Column.Constant constant) {
                base |= constant.code() << layout.shift(i);
            } else if (column != null) {
                int at = count++;
                if (column instanceof Column.Runs && at > 0) {
                    varying[at] = varying[0];
                    shifts[at] = shifts[0];
                    at = 0;
                }
                varying[at] = column;
                shifts[at] = layout.shift(i);
            }
        }
    }

    private void aimAt(Groups groups, @Nullable Amounts known) {
        seen = groups.seen;
        if (amount == null) {
            sums = counting ? groups.sums(0).recent() : null;
        } else {
            sums = known == null ? null : groups.sums(known.scale()).recent();
        }
    }

    /** Adds all of some rows, those of each run together. */
    private void cut(int depth, int from, int rows, int slot) {
        if (depth == count) {
            addToOne(slot, from, rows);
        } else if (varying[depth] instanceof Column.Runs runs) {
            int end = from + rows;
            for (int row = from, run = runs.runOf(from); row < end; run++) {
                int next = Math.min(runs.end(run), end);
                cut(depth + 1, row, next - row, slot | runs.code(run) << shifts[depth]);
                row = next;
            }
        } else if (depth == count - 1 && amounts != null && sums != null) {
            varying[depth].add(from, rows, slot, shifts[depth], amounts, sums, seen, scratch.codes);
        } else if (depth == count - 1 && sums == null) {
            varying[depth].mark(from, rows, slot, shifts[depth], seen, scratch.codes);
        } else {
            compose(depth, from, rows, slot);
            addSlots(from, rows);
        }
    }

    /** Adds all rows, those that a condition does not accept to a slot that nobody reads. */
    private void addAccepted(Segment segment, Condition.OnColumn condition, int from, int rows, int rejected) {
        if (count == 1
                && varying[0] instanceof Column.Bytes group
                && segment.column(condition.column()) instanceof Column.Bytes filter
                && amounts != null
                && sums != null) {
            group.addAccepted(filter, condition.accepts(), rejected, from, rows, base, shifts[0], amounts, sums, seen);
        } else {
            compose(0, from, rows, base);
            condition.reject(segment, from, rows, slots, rejected, scratch);
            addSlots(from, rows);
        }
    }

    private void addToOne(int slot, int from, int rows) {
        seen[slot] = Groups.KNOWN;
        if (amounts != null && sums != null) {
            sums[slot] += sum(amounts, from, from + rows);
        } else if (sums != null) {
            sums[slot] += rows;
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

    /** Makes the slots of all rows of a block; its columns below the depth are in the base. */
    private void compose(int depth, int from, int rows, int start) {
        Arrays.fill(slots, 0, rows, start);
        for (int i = depth; i < count; i++) {
            varying[i].compose(from, rows, shifts[i], slots, scratch.codes);
        }
    }

    /** Adds as many rows, one to each of {@link #slots}. */
    private void addSlots(int from, int rows) {
        byte[] marks = seen;
        long[] into = sums;
        long[] values = amounts;
        if (into == null) {
            for (int i = 0; i < rows; i++) {
                marks[slots[i]] = Groups.KNOWN;
            }
        } else if (values == null) {
            for (int i = 0; i < rows; i++) {
                int slot = slots[i];
                into[slot]++;
                marks[slot] = Groups.KNOWN;
            }
        } else {
            for (int i = 0; i < rows; i++) {
                int slot = slots[i];
                into[slot] += values[from + i];
                marks[slot] = Groups.KNOWN;
            }
        }
    }

    /** @param selection how many of the rows are listed in {@link #selected}, or {@link Condition#EVERY} */
    private void addListed(
            Segment segment, int from, int rows, int selection, @Nullable Amounts known, boolean plain, Groups groups) {
        int many = selection == Condition.EVERY ? rows : selection;
        findSlots(from, rows, selection, many, groups);
        aimAt(groups, known);
        if (!plain && odd != null) {
            odd.add(segment, from, rows, selection == Condition.EVERY ? null : selected, slots, many, groups);
        } else if (selection == Condition.EVERY || sums == null || amounts == null) {
            addSlots(from, many);
        } else {
            long[] into = sums;
            long[] values = amounts;
            for (int i = 0; i < many; i++) {
                int slot = slots[i];
                into[slot] += values[from + selected[i]];
                seen[slot] = Groups.KNOWN;
            }
        }
    }

    private void findSlots(int from, int rows, int selection, int many, Groups groups) {
        if (!groups.slots.isDense()) {
            findSlotsOfKeys(from, rows, selection, many, groups);
        } else if (selection == Condition.EVERY) {
            compose(0, from, rows, base);
        } else {
            Arrays.fill(slots, 0, many, base);
            for (int i = 0; i < count; i++) {
                varying[i].composeSelected(from, rows, selected, many, shifts[i], slots, scratch.codes);
            }
        }
    }

    private void findSlotsOfKeys(int from, int rows, int selection, int many, Groups groups) {
        Arrays.fill(lowKeys, 0, many, 0);
        Arrays.fill(highKeys, 0, many, 0);
        for (int i = 0; i < columns.length; i++) {
            Column column = columns[i];
            if (column != null) {
                long[] keys = layout.isInHigh(i) ? highKeys : lowKeys;
                int shift = layout.shift(i);
                int[] codes = scratch.codes;
                column.read(from, rows, codes);
                for (int k = 0; k < many; k++) {
                    keys[k] |= (long) codes[selection == Condition.EVERY ? k : selected[k]] << shift;
                }
            }
        }
        Slots keys = groups.slots;
        long lastLow = -1;
        long lastHigh = -1;
        int last = 0;
        for (int i = 0; i < many; i++) {
            if (lowKeys[i] != lastLow || highKeys[i] != lastHigh) {
                lastLow = lowKeys[i];
                lastHigh = highKeys[i];
                last = keys.of(lastLow, lastHigh);
            }
            slots[i] = last;
        }
        groups.reserve();
    }
}
