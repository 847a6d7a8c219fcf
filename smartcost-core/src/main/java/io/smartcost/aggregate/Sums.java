package io.smartcost.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Exact sums of values of one scale, by slot. They are kept in one word each for as long as the bounds of what was added say that
 * no sum can have overflowed; when that ends they are carried over to two words, all at once, and begin again at zero. So a value
 * costs a plain add, however large the sums become. Not thread-safe.
 */
final class Sums {
    private final int scale;
    /** What was added since the last carry. */
    private long[] recent;

    private long @Nullable [] lows;
    private long[] highs = {};
    private long bound;

    Sums(int scale, int slots) {
        this.scale = scale;
        recent = new long[slots];
    }

    int scale() {
        return scale;
    }

    /**
     * Announces values whose magnitudes come to no more than the bound, to be added to {@link #recent}.
     *
     * @param more less than {@link Long#MAX_VALUE}
     */
    void expect(long more) {
        if (Amounts.add(bound, more) == Long.MAX_VALUE) {
            carry();
        }
        bound = Amounts.add(bound, more);
    }

    /** Where to add what was announced; good until slots are reserved. */
    long[] recent() {
        return recent;
    }

    /** Adds what no bound is known of. */
    void add(int slot, long low, long high) {
        long[] all = lows == null ? carry() : lows;
        long sum = all[slot] + low;
        highs[slot] += high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        all[slot] = sum;
    }

    void addAll(Sums other, int[] slots) {
        boolean narrow = other.lows == null;
        if (narrow) {
            expect(other.bound);
        }
        for (int slot = 0; slot < slots.length; slot++) {
            if (slots[slot] >= 0 && narrow) {
                recent[slots[slot]] += other.recent[slot];
            } else if (slots[slot] >= 0) {
                add(slots[slot], other.recent[slot], other.recent[slot] >> 63);
                add(slots[slot], other.low(slot), other.highs[slot]);
            }
        }
    }

    private long low(int slot) {
        return lows == null ? 0 : lows[slot];
    }

    private long[] carry() {
        if (lows == null) {
            lows = new long[recent.length];
            highs = new long[recent.length];
        }
        bound = 0;
        for (int slot = 0; slot < recent.length; slot++) {
            if (recent[slot] != 0) {
                add(slot, recent[slot], recent[slot] >> 63);
                recent[slot] = 0;
            }
        }
        return lows;
    }

    /** The sums, one word each, or null if one of them needs more. */
    long @Nullable [] inOneWord() {
        if (lows == null) {
            return recent;
        }
        long[] all = carry();
        for (int slot = 0; slot < all.length; slot++) {
            if (highs[slot] != all[slot] >> 63) {
                return null;
            }
        }
        return all;
    }

    /** No sum's magnitude is larger, unless it is {@link Long#MAX_VALUE}. */
    long bound() {
        return lows == null ? bound : Long.MAX_VALUE;
    }

    BigDecimal get(int slot) {
        if (lows == null) {
            return BigDecimal.valueOf(recent[slot], scale);
        }
        BigInteger unsignedLow =
                BigInteger.valueOf(lows[slot] >>> 1).shiftLeft(1).or(BigInteger.valueOf(lows[slot] & 1));
        BigInteger carried =
                BigInteger.valueOf(highs[slot]).shiftLeft(Long.SIZE).add(unsignedLow);
        return new BigDecimal(carried.add(BigInteger.valueOf(recent[slot])), scale);
    }

    void reserve(int slots) {
        recent = Arrays.copyOf(recent, slots);
        if (lows != null) {
            lows = Arrays.copyOf(lows, slots);
            highs = Arrays.copyOf(highs, slots);
        }
    }

    void clear(int slots) {
        Arrays.fill(recent, 0, slots, 0);
        lows = null;
        bound = 0;
    }
}
