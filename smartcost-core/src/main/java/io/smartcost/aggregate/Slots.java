package io.smartcost.aggregate;

import java.util.Arrays;

/**
 * Gives each key a slot, a small number. Where the keys have few bits a key is its own slot; otherwise slots are handed out in the
 * order of arrival and found again in an open-addressing table. Not thread-safe.
 */
final class Slots {
    private final boolean dense;
    private final boolean oneWord;
    private int used;
    private int[] table = {};
    private long[] lows = {};
    private long[] highs = {};

    private Slots(boolean dense, boolean oneWord, int size) {
        this.dense = dense;
        this.oneWord = oneWord;
        used = dense ? size : 0;
        if (!dense) {
            lows = new long[size];
            highs = oneWord ? highs : new long[size];
            table = new int[size * 2];
            Arrays.fill(table, -1);
        }
    }

    static Slots dense(int bits) {
        return new Slots(true, true, 1 << bits);
    }

    static Slots hashed(boolean oneWord) {
        return new Slots(false, oneWord, 1024);
    }

    boolean isDense() {
        return dense;
    }

    /** All slots are below this. */
    int count() {
        return used;
    }

    long low(int slot) {
        return dense ? slot : lows[slot];
    }

    long high(int slot) {
        return dense || oneWord ? 0 : highs[slot];
    }

    int of(long low, long high) {
        if (dense) {
            return (int) low;
        }
        int at = (int) (mix(low + 31 * high) >>> 32) & table.length - 1;
        while (table[at] >= 0) {
            int slot = table[at];
            if (lows[slot] == low && (oneWord || highs[slot] == high)) {
                return slot;
            }
            at = at + 1 & table.length - 1;
        }
        table[at] = used;
        return add(low, high);
    }

    void clear() {
        if (!dense) {
            used = 0;
            Arrays.fill(table, -1);
        }
    }

    private int add(long low, long high) {
        int slot = used++;
        lows[slot] = low;
        if (!oneWord) {
            highs[slot] = high;
        }
        if (used == lows.length) {
            grow();
        }
        return slot;
    }

    private void grow() {
        lows = Arrays.copyOf(lows, used * 2);
        highs = oneWord ? highs : Arrays.copyOf(highs, used * 2);
        table = new int[used * 4];
        Arrays.fill(table, -1);
        for (int slot = 0; slot < used; slot++) {
            int at = (int) (mix(lows[slot] + (oneWord ? 0 : 31 * highs[slot])) >>> 32) & table.length - 1;
            while (table[at] >= 0) {
                at = at + 1 & table.length - 1;
            }
            table[at] = slot;
        }
    }

    private static long mix(long key) {
        long mixed = (key ^ key >>> 32) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 29;
    }
}
