package io.smartcost.aggregate;

/** Sorts rows by a key of some bits: stable, and linear in the rows. */
final class RadixSort {
    private static final int DIGIT = 11;

    private RadixSort() {}

    /** @param keys not negative, less than {@code 2^bits}; they and the rows are sorted together */
    static void sort(long[] keys, int[] rows, int bits) {
        long[] otherKeys = new long[keys.length];
        int[] otherRows = new int[rows.length];
        boolean swapped = false;
        for (int shift = 0; shift < bits; shift += DIGIT) {
            if (swapped) {
                pass(otherKeys, otherRows, keys, rows, shift);
            } else {
                pass(keys, rows, otherKeys, otherRows, shift);
            }
            swapped = !swapped;
        }
        if (swapped) {
            System.arraycopy(otherRows, 0, rows, 0, rows.length);
            System.arraycopy(otherKeys, 0, keys, 0, keys.length);
        }
    }

    private static void pass(long[] keys, int[] rows, long[] toKeys, int[] toRows, int shift) {
        int mask = (1 << DIGIT) - 1;
        int[] starts = new int[mask + 2];
        for (long key : keys) {
            starts[(int) (key >>> shift & mask) + 1]++;
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        for (int i = 0; i < keys.length; i++) {
            int to = starts[(int) (keys[i] >>> shift & mask)]++;
            toKeys[to] = keys[i];
            toRows[to] = rows[i];
        }
    }
}
