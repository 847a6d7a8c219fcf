package io.smartcost.aggregate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a scan of one segment for one {@link Shape} comes to. Only made where it is small beside the segment and plain: one word a
 * key, one scale, nothing unknown or aside. Immutable.
 *
 * @param segment the id of the segment
 * @param scale of the sums, or -1 if the keys are all there is to know
 * @param bound of the sums, as in {@link Amounts}
 * @param bits for keys alone: bit k is set if there is the key k
 */
record Rollup(long segment, int scale, long bound, long[] keys, long[] sums, long @Nullable [] bits) {
    private static final long[] EMPTY = {};

    /** Stands for a segment that is better scanned. */
    static Rollup none(Segment segment) {
        return new Rollup(segment.id(), -1, 0, EMPTY, EMPTY, null);
    }

    boolean isNone() {
        return keys.length == 0 && bits == null && scale < 0;
    }

    static Rollup of(Segment segment, Groups groups, Plan plan) {
        if (!plan.layout.isOneWord() || groups.hasUnknown()) {
            return none(segment);
        }
        if (plan.isDistinct()) {
            return groups.slots.isDense() && groups.slots.count() / 8 <= segment.rows()
                    ? ofBits(segment, groups)
                    : none(segment);
        }
        Sums all = groups.onlySums();
        long[] words = all == null || all.bound() == Long.MAX_VALUE ? null : all.inOneWord();
        if (all == null || words == null) {
            return none(segment);
        }
        long[] keys = new long[segment.rows() / 8 + 1];
        long[] sums = new long[keys.length];
        int count = 0;
        for (int slot = 0; slot < groups.slots.count(); slot++) {
            if (groups.seen[slot] != 0) {
                if (count == keys.length) {
                    return none(segment);
                }
                keys[count] = groups.slots.low(slot);
                sums[count++] = words[slot];
            }
        }
        return new Rollup(
                segment.id(), all.scale(), all.bound(), Arrays.copyOf(keys, count), Arrays.copyOf(sums, count), null);
    }

    private static Rollup ofBits(Segment segment, Groups groups) {
        long[] bits = new long[(groups.slots.count() + 63) >> 6];
        for (int slot = 0; slot < groups.slots.count(); slot++) {
            bits[slot >> 6] |= (groups.seen[slot] & 1L) << slot;
        }
        return new Rollup(segment.id(), -1, 0, EMPTY, EMPTY, bits);
    }

    void addTo(Groups groups) {
        if (bits != null) {
            groups.addSeen(bits);
            return;
        }
        int[] slots = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            slots[i] = groups.slots.of(keys[i], 0);
        }
        groups.reserve();
        groups.sums(scale).expect(bound);
        long[] target = groups.sums(scale).recent();
        for (int i = 0; i < keys.length; i++) {
            groups.seen[slots[i]] = Groups.KNOWN;
            target[slots[i]] += sums[i];
        }
    }

    long bytes() {
        return 96 + 16L * keys.length + (bits == null ? 0 : 8L * bits.length);
    }
}
