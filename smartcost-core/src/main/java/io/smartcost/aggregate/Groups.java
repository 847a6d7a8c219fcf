package io.smartcost.aggregate;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has been added up, by {@linkplain Slots slot}: {@link Sums} per scale, and what fits none of them. Not thread-safe. */
final class Groups {
    /** A record of the group was seen. */
    static final byte SEEN = 1;
    /** A record of the group was seen whose amount is known. */
    static final byte KNOWN = 3;

    private static final int SCALES = 19;

    final Slots slots;
    /** Here and in the sums, the place after the last slot is for rows that no one asks for. */
    byte[] seen;

    private final @Nullable Sums[] sums = new Sums[SCALES];
    private long @Nullable [] unknown;
    private long @Nullable [] seenBits;
    private final Map<Integer, BigDecimal> asides = new HashMap<>();

    Groups(Slots slots) {
        this.slots = slots;
        seen = new byte[Math.max(slots.count() + 1, 16)];
    }

    /** To be called after slots were handed out and before they are used. */
    void reserve() {
        if (slots.count() >= seen.length) {
            int length = Math.max(slots.count() + 1, seen.length * 2);
            seen = Arrays.copyOf(seen, length);
            for (Sums ofScale : sums) {
                if (ofScale != null) {
                    ofScale.reserve(length);
                }
            }
            unknown = unknown == null ? null : Arrays.copyOf(unknown, length);
        }
    }

    Sums sums(int scale) {
        Sums ofScale = sums[scale];
        if (ofScale == null) {
            ofScale = new Sums(scale, seen.length);
            sums[scale] = ofScale;
        }
        return ofScale;
    }

    /** How many records of each slot have no known amount. */
    long[] unknown() {
        if (unknown == null) {
            unknown = new long[seen.length];
        }
        return unknown;
    }

    void addAside(int slot, BigDecimal amount) {
        asides.merge(slot, amount, BigDecimal::add);
    }

    /** Of dense slots: marks those whose bits are set. */
    void addSeen(long[] bits) {
        if (seenBits == null) {
            seenBits = new long[bits.length];
        }
        for (int i = 0; i < bits.length; i++) {
            seenBits[i] |= bits[i];
        }
    }

    /** Brings what came as bits to where it is looked for. */
    void settle() {
        if (seenBits != null) {
            for (int slot = 0; slot < slots.count(); slot++) {
                if ((seenBits[slot >> 6] & 1L << slot) != 0) {
                    seen[slot] = KNOWN;
                }
            }
            seenBits = null;
        }
    }

    /** Adds other groups, whose keys may be packed in another way. */
    void addAll(Groups other, KeyLayout theirs, KeyLayout ours) {
        other.settle();
        boolean same = theirs.signature().equals(ours.signature());
        int[] mine = new int[other.slots.count()];
        for (int slot = 0; slot < mine.length; slot++) {
            if (other.seen[slot] == 0) {
                mine[slot] = -1;
            } else {
                long low = other.slots.low(slot);
                long high = other.slots.high(slot);
                mine[slot] = same
                        ? slots.of(low, high)
                        : slots.of(ours.low(theirs, low, high), ours.high(theirs, low, high));
            }
        }
        reserve();
        for (int slot = 0; slot < mine.length; slot++) {
            if (mine[slot] >= 0) {
                seen[mine[slot]] |= other.seen[slot];
                if (other.unknown != null) {
                    unknown()[mine[slot]] += other.unknown[slot];
                }
            }
        }
        for (Sums theirSums : other.sums) {
            if (theirSums != null) {
                sums(theirSums.scale()).addAll(theirSums, mine);
            }
        }
        other.asides.forEach((slot, amount) -> addAside(mine[slot], amount));
    }

    /** The sums, if all are of one scale and nothing is aside. */
    @Nullable
    Sums onlySums() {
        Sums only = null;
        for (Sums ofScale : sums) {
            if (ofScale != null) {
                if (only != null) {
                    return null;
                }
                only = ofScale;
            }
        }
        return asides.isEmpty() ? only : null;
    }

    /** Brings sums of several scales to the largest of them, where that cannot overflow. */
    void align() {
        int target = SCALES - 1;
        while (target > 0 && sums[target] == null) {
            target--;
        }
        long bound = 0;
        for (Sums ofScale : sums) {
            bound = ofScale == null
                    ? bound
                    : Amounts.add(bound, Amounts.scaleUp(ofScale.bound(), target - ofScale.scale()));
        }
        for (int scale = 0; scale < target && bound < Long.MAX_VALUE; scale++) {
            Sums ofScale = sums[scale];
            if (ofScale != null) {
                long factor = Amounts.power(target - scale);
                sums(target).expect(ofScale.bound() * factor);
                long[] from = ofScale.recent();
                long[] to = sums(target).recent();
                for (int slot = 0; slot < from.length; slot++) {
                    to[slot] += from[slot] * factor;
                }
                sums[scale] = null;
            }
        }
    }

    /** The exact sum of a slot, or null if no amount of it is known. */
    @Nullable
    BigDecimal sum(int slot) {
        if (seen[slot] != KNOWN) {
            return null;
        }
        BigDecimal sum = asides.getOrDefault(slot, BigDecimal.ZERO);
        for (Sums ofScale : sums) {
            sum = ofScale == null ? sum : sum.add(ofScale.get(slot));
        }
        return sum;
    }

    long unknown(int slot) {
        return unknown == null ? 0 : unknown[slot];
    }

    boolean hasUnknown() {
        return unknown != null;
    }

    /** Makes it as new, to be used again without new arrays. */
    void clear() {
        Arrays.fill(seen, 0, slots.count() + 1, (byte) 0);
        for (Sums ofScale : sums) {
            if (ofScale != null) {
                ofScale.clear(slots.count() + 1);
            }
        }
        unknown = null;
        seenBits = null;
        asides.clear();
        slots.clear();
    }
}
