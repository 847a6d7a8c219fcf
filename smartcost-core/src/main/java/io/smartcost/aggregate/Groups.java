package io.smartcost.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has been added up, by {@linkplain Slots slot}. Sums are kept per scale as longs; before the bounds of what was added could
 * exceed a long, a scale gets a second word to carry into. Not thread-safe.
 */
final class Groups {
    /** A record of the group was seen. */
    static final byte SEEN = 1;
    /** A record of the group was seen whose amount is known. */
    static final byte KNOWN = 3;

    private static final int SCALES = 19;

    final Slots slots;
    byte[] seen;
    private final long[] @Nullable [] lows = new long[SCALES][];
    private final long[] @Nullable [] highs = new long[SCALES][];
    private final long[] bounds = new long[SCALES];
    private long @Nullable [] unknown;
    private long @Nullable [] seenBits;
    private final Map<Integer, BigDecimal> asides = new HashMap<>();

    Groups(Slots slots) {
        this.slots = slots;
        seen = new byte[Math.max(slots.count(), 16)];
    }

    /** To be called after slots were handed out and before they are used. */
    void reserve() {
        if (slots.count() > seen.length) {
            int length = Math.max(slots.count(), seen.length * 2);
            seen = Arrays.copyOf(seen, length);
            for (int scale = 0; scale < SCALES; scale++) {
                lows[scale] = lows[scale] == null ? null : Arrays.copyOf(lows[scale], length);
                highs[scale] = highs[scale] == null ? null : Arrays.copyOf(highs[scale], length);
            }
            unknown = unknown == null ? null : Arrays.copyOf(unknown, length);
        }
    }

    /** Announces values of a scale whose magnitudes sum up to no more than the bound. */
    void expect(int scale, long bound) {
        if (lows[scale] == null) {
            lows[scale] = new long[seen.length];
        }
        bounds[scale] = Amounts.add(bounds[scale], bound);
        if (bounds[scale] == Long.MAX_VALUE && highs[scale] == null) {
            highs[scale] = new long[seen.length];
            for (int slot = 0; slot < seen.length; slot++) {
                highs[scale][slot] = lows[scale][slot] >> 63;
            }
        }
    }

    /** The low words of an expected scale: the whole sums if there are no {@link #highs}. */
    long[] lows(int scale) {
        return java.util.Objects.requireNonNull(lows[scale], "expect() comes first");
    }

    long @Nullable [] highs(int scale) {
        return highs[scale];
    }

    long[] unknown() {
        if (unknown == null) {
            unknown = new long[seen.length];
        }
        return unknown;
    }

    void addAside(int slot, BigDecimal amount) {
        asides.merge(slot, amount, BigDecimal::add);
    }

    /** Adds a value of an expected scale to a slot. */
    void add(int scale, int slot, long value) {
        add(lows(scale), highs[scale], slot, value, value >> 63);
    }

    static void add(long[] lows, long @Nullable [] highs, int slot, long low, long high) {
        long sum = lows[slot] + low;
        if (highs != null) {
            highs[slot] += high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        }
        lows[slot] = sum;
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
        for (int scale = 0; scale < SCALES; scale++) {
            if (other.lows[scale] != null) {
                addAll(other, scale, mine);
            }
        }
        other.asides.forEach((slot, amount) -> addAside(mine[slot], amount));
    }

    private void addAll(Groups other, int scale, int[] mine) {
        expect(scale, other.bounds[scale]);
        long[] low = other.lows(scale);
        long[] high = other.highs[scale];
        for (int slot = 0; slot < mine.length; slot++) {
            if (mine[slot] >= 0) {
                add(lows(scale), highs[scale], mine[slot], low[slot], high == null ? low[slot] >> 63 : high[slot]);
            }
        }
    }

    /** The only scale, if all is in single words of one scale and nothing is aside; otherwise -1. */
    int onlyScale() {
        int only = -1;
        for (int scale = 0; scale < SCALES; scale++) {
            if (lows[scale] != null) {
                if (only >= 0 || highs[scale] != null) {
                    return -1;
                }
                only = scale;
            }
        }
        return asides.isEmpty() ? only : -1;
    }

    /** Brings single-word sums of several scales to the largest of them, where that cannot overflow. */
    void align() {
        int target = SCALES - 1;
        while (target > 0 && lows[target] == null) {
            target--;
        }
        long bound = 0;
        for (int scale = 0; scale <= target; scale++) {
            bound = Amounts.add(
                    bound, highs[scale] != null ? Long.MAX_VALUE : Amounts.scaleUp(bounds[scale], target - scale));
        }
        if (bound == Long.MAX_VALUE) {
            return;
        }
        for (int scale = 0; scale < target; scale++) {
            long[] sums = lows[scale];
            if (sums != null) {
                for (int slot = 0; slot < sums.length; slot++) {
                    lows(target)[slot] += sums[slot] * Amounts.power(target - scale);
                }
                lows[scale] = null;
                bounds[scale] = 0;
            }
        }
        bounds[target] = bound;
    }

    /** The exact sum of a slot, or null if no amount of it is known. */
    @Nullable
    BigDecimal sum(int slot) {
        if (seen[slot] != KNOWN) {
            return null;
        }
        BigDecimal sum = asides.getOrDefault(slot, BigDecimal.ZERO);
        for (int scale = 0; scale < SCALES; scale++) {
            if (lows[scale] != null) {
                sum = sum.add(sum(slot, scale));
            }
        }
        return sum;
    }

    private BigDecimal sum(int slot, int scale) {
        long low = lows(scale)[slot];
        long[] high = highs[scale];
        if (high == null) {
            return BigDecimal.valueOf(low, scale);
        }
        BigInteger unsignedLow = BigInteger.valueOf(low >>> 1).shiftLeft(1).or(BigInteger.valueOf(low & 1));
        return new BigDecimal(
                BigInteger.valueOf(high[slot]).shiftLeft(Long.SIZE).add(unsignedLow), scale);
    }

    long bound(int scale) {
        return bounds[scale];
    }

    long unknown(int slot) {
        return unknown == null ? 0 : unknown[slot];
    }

    boolean hasUnknown() {
        return unknown != null;
    }

    /** Makes it as new, to be used again without new arrays. */
    void clear() {
        Arrays.fill(seen, 0, slots.count(), (byte) 0);
        for (int scale = 0; scale < SCALES; scale++) {
            if (lows[scale] != null) {
                Arrays.fill(lows[scale], 0, slots.count(), 0);
            }
            highs[scale] = null;
        }
        Arrays.fill(bounds, 0);
        unknown = null;
        seenBits = null;
        asides.clear();
        slots.clear();
    }
}
