package io.smartcost.aggregate;

import java.util.Arrays;

/** Counts, for each group, the different codes of the last column of its keys; an absent text does not count. */
final class DistinctCount {
    private final Groups groups;
    private final int width;
    private final KeyLayout layout;

    DistinctCount(Plan plan, Groups groups) {
        this.groups = groups;
        this.layout = plan.layout;
        this.width = layout.width(layout.columns() - 1);
    }

    /** Takes the key of a group, with nothing in the last column, and its count. */
    interface Receiver {
        void group(long low, long high, long count);
    }

    void forEach(Receiver receiver) {
        if (groups.slots.isDense()) {
            forEachDense(receiver);
        } else {
            forEachHashed(receiver);
        }
    }

    /** Keys that differ in the last column only stand side by side. */
    private void forEachDense(Receiver receiver) {
        int codes = 1 << width;
        for (int base = 0; base < groups.slots.count(); base += codes) {
            int present = 0;
            for (int slot = base; slot < base + codes; slot++) {
                present += groups.seen[slot] & 1;
            }
            if (present > 0) {
                receiver.group(base, 0, present - (groups.seen[base] & 1));
            }
        }
    }

    private void forEachHashed(Receiver receiver) {
        Slots bases = Slots.hashed(layout.isOneWord());
        long[] counts = new long[64];
        for (int slot = 0; slot < groups.slots.count(); slot++) {
            if (groups.seen[slot] != 0) {
                long low = groups.slots.low(slot);
                int base = bases.of(low >>> width << width, groups.slots.high(slot));
                if (base >= counts.length) {
                    counts = Arrays.copyOf(counts, counts.length * 2);
                }
                counts[base] += (low & (1L << width) - 1) == Dictionary.ABSENT ? 0 : 1;
            }
        }
        for (int base = 0; base < bases.count(); base++) {
            receiver.group(bases.low(base), bases.high(base), counts[base]);
        }
    }
}
