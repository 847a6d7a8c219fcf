package io.smartcost.aggregate;

import java.util.Arrays;

/**
 * The codes of one column of a segment, in as few bytes as they fit. Rows are read in blocks; of each block the smallest and the
 * largest code are known, so that whole blocks can be skipped or taken without a look. Immutable.
 */
abstract class Column {
    /** Rows in a block: the decoded codes of a handful of columns stay in the first-level cache. */
    static final int BLOCK = 2048;

    /** A column is kept as a list of its runs, or of its present rows, if there is at most one to so many rows. */
    private static final int SPARSE = 16;

    private final int[] smallest;
    private final int[] largest;

    private Column(Bounds bounds) {
        smallest = bounds.smallest;
        largest = bounds.largest;
    }

    static Column of(int[] codes, int rows) {
        Bounds bounds = new Bounds(codes, rows);
        if (bounds.min == bounds.max) {
            return new Constant(bounds);
        }
        if (bounds.runs * (long) SPARSE <= rows) {
            return new Runs(bounds, codes, rows);
        }
        if (bounds.present * (long) SPARSE <= rows) {
            return new Sparse(bounds, codes, rows);
        }
        return bounds.max < 1 << 8
                ? new Bytes(bounds, codes, rows)
                : bounds.max < 1 << 16 ? new Shorts(bounds, codes, rows) : new Ints(bounds, codes, rows);
    }

    /** What one look at all codes tells. */
    private static final class Bounds {
        final int[] smallest;
        final int[] largest;
        int min = Integer.MAX_VALUE;
        int max;
        int present;
        int runs;

        Bounds(int[] codes, int rows) {
            smallest = new int[(rows + BLOCK - 1) / BLOCK];
            largest = new int[smallest.length];
            int last = -1;
            for (int block = 0; block < smallest.length; block++) {
                int low = Integer.MAX_VALUE;
                int high = 0;
                for (int row = block * BLOCK; row < Math.min(rows, (block + 1) * BLOCK); row++) {
                    int code = codes[row];
                    low = Math.min(low, code);
                    high = Math.max(high, code);
                    present += code == Dictionary.ABSENT ? 0 : 1;
                    runs += code == last ? 0 : 1;
                    last = code;
                }
                smallest[block] = low;
                largest[block] = high;
                min = Math.min(min, low);
                max = Math.max(max, high);
            }
        }
    }

    /** Decodes some rows of one block. */
    abstract void read(int from, int count, int[] into);

    /**
     * Lists the rows of a block whose codes are accepted, counted from its first.
     *
     * @param accepts by code, 1 or 0
     * @return how many there are
     */
    int select(byte[] accepts, int from, int count, int[] selected, int[] scratch) {
        read(from, count, scratch);
        int found = 0;
        for (int i = 0; i < count; i++) {
            selected[found] = i;
            found += accepts[scratch[i]];
        }
        return found;
    }

    /** Keeps those of the selected rows whose codes are accepted. */
    int refine(byte[] accepts, int from, int rows, int[] selected, int count, int[] scratch) {
        read(from, rows, scratch);
        int found = 0;
        for (int i = 0; i < count; i++) {
            int row = selected[i];
            selected[found] = row;
            found += accepts[scratch[row]];
        }
        return found;
    }

    /** Puts the codes of a block into keys, in the place that the shift says. */
    void compose(int from, int rows, int shift, int[] keys, int[] scratch) {
        read(from, rows, scratch);
        for (int i = 0; i < rows; i++) {
            keys[i] |= scratch[i] << shift;
        }
    }

    /** As {@link #compose}, of the selected rows only. */
    void composeSelected(int from, int rows, int[] selected, int count, int shift, int[] keys, int[] scratch) {
        read(from, rows, scratch);
        for (int i = 0; i < count; i++) {
            keys[i] |= scratch[selected[i]] << shift;
        }
    }

    /**
     * Adds amounts to the slots that the codes of their rows make with the base, in the place that the shift says, and marks the
     * slots as seen.
     */
    void add(int from, int rows, int base, int shift, long[] amounts, long[] sums, byte[] seen, int[] scratch) {
        read(from, rows, scratch);
        for (int i = 0; i < rows; i++) {
            int slot = base | scratch[i] << shift;
            sums[slot] += amounts[from + i];
            seen[slot] = Groups.KNOWN;
        }
    }

    /** As {@link #add}, without amounts. */
    void mark(int from, int rows, int base, int shift, byte[] seen, int[] scratch) {
        read(from, rows, scratch);
        for (int i = 0; i < rows; i++) {
            seen[base | scratch[i] << shift] = Groups.KNOWN;
        }
    }

    /** Gives the rows of a block whose codes are not accepted another slot. */
    void reject(byte[] accepts, int from, int rows, int[] slots, int rejected, int[] scratch) {
        read(from, rows, scratch);
        for (int i = 0; i < rows; i++) {
            int kept = -accepts[scratch[i]];
            slots[i] = (slots[i] & kept) | (rejected & ~kept);
        }
    }

    abstract long valueBytes();

    final int smallest(int block) {
        return smallest[block];
    }

    final int largest(int block) {
        return largest[block];
    }

    final long bytes() {
        return valueBytes() + 8L * smallest.length + 64;
    }

    static final class Constant extends Column {
        private final int code;

        Constant(Bounds bounds) {
            super(bounds);
            code = bounds.min;
        }

        int code() {
            return code;
        }

        @Override
        void read(int from, int count, int[] into) {
            Arrays.fill(into, 0, count, code);
        }

        @Override
        long valueBytes() {
            return 0;
        }
    }

    /** For the columns that the rows are sorted by. */
    static final class Runs extends Column {
        /** The first row of each run, and after the last the number of rows. */
        private final int[] starts;

        private final int[] values;

        Runs(Bounds bounds, int[] codes, int rows) {
            super(bounds);
            starts = new int[bounds.runs + 1];
            values = new int[bounds.runs];
            int next = 0;
            for (int row = 0; row < rows; row++) {
                if (row == 0 || codes[row] != codes[row - 1]) {
                    starts[next] = row;
                    values[next++] = codes[row];
                }
            }
            starts[bounds.runs] = rows;
        }

        /** The run that a row is in. */
        int runOf(int row) {
            int found = Arrays.binarySearch(starts, row);
            return found < 0 ? -found - 2 : found;
        }

        /** The row after the last of a run. */
        int end(int run) {
            return starts[run + 1];
        }

        int code(int run) {
            return values[run];
        }

        @Override
        void read(int from, int count, int[] into) {
            for (int run = runOf(from); run < values.length && starts[run] < from + count; run++) {
                int start = Math.max(starts[run] - from, 0);
                int end = Math.min(starts[run + 1] - from, count);
                Arrays.fill(into, start, end, values[run]);
            }
        }

        @Override
        int select(byte[] accepts, int from, int count, int[] selected, int[] scratch) {
            int found = 0;
            for (int run = runOf(from); run < values.length && starts[run] < from + count; run++) {
                if (accepts[values[run]] != 0) {
                    int end = Math.min(starts[run + 1] - from, count);
                    for (int row = Math.max(starts[run] - from, 0); row < end; row++) {
                        selected[found++] = row;
                    }
                }
            }
            return found;
        }

        @Override
        long valueBytes() {
            return values.length * 8L;
        }
    }

    static final class Bytes extends Column {
        private final byte[] values;

        Bytes(Bounds bounds, int[] codes, int rows) {
            super(bounds);
            values = new byte[rows];
            for (int row = 0; row < rows; row++) {
                values[row] = (byte) codes[row];
            }
        }

        @Override
        void read(int from, int count, int[] into) {
            for (int i = 0; i < count; i++) {
                into[i] = values[from + i] & 0xFF;
            }
        }

        // What most columns are most often asked: the same as above, without the way over the decoded codes.

        @Override
        int select(byte[] accepts, int from, int count, int[] selected, int[] scratch) {
            int found = 0;
            for (int i = 0; i < count; i++) {
                selected[found] = i;
                found += accepts[values[from + i] & 0xFF];
            }
            return found;
        }

        @Override
        int refine(byte[] accepts, int from, int rows, int[] selected, int count, int[] scratch) {
            int found = 0;
            for (int i = 0; i < count; i++) {
                int row = selected[i];
                selected[found] = row;
                found += accepts[values[from + row] & 0xFF];
            }
            return found;
        }

        @Override
        void compose(int from, int rows, int shift, int[] keys, int[] scratch) {
            for (int i = 0; i < rows; i++) {
                keys[i] |= (values[from + i] & 0xFF) << shift;
            }
        }

        @Override
        void add(int from, int rows, int base, int shift, long[] amounts, long[] sums, byte[] seen, int[] scratch) {
            for (int row = from; row < from + rows; row++) {
                int slot = base | (values[row] & 0xFF) << shift;
                sums[slot] += amounts[row];
                seen[slot] = Groups.KNOWN;
            }
        }

        /** As {@link #add}, of the rows whose codes in a filter's column are accepted; the amounts of others go to one slot. */
        void addAccepted(
                Bytes filter,
                byte[] accepts,
                int rejected,
                int from,
                int rows,
                int base,
                int shift,
                long[] amounts,
                long[] sums,
                byte[] seen) {
            byte[] filtered = filter.values;
            for (int row = from; row < from + rows; row++) {
                int kept = -accepts[filtered[row] & 0xFF];
                int slot = ((base | (values[row] & 0xFF) << shift) & kept) | (rejected & ~kept);
                sums[slot] += amounts[row];
                seen[slot] = Groups.KNOWN;
            }
        }

        @Override
        void mark(int from, int rows, int base, int shift, byte[] seen, int[] scratch) {
            for (int row = from; row < from + rows; row++) {
                seen[base | (values[row] & 0xFF) << shift] = Groups.KNOWN;
            }
        }

        @Override
        void reject(byte[] accepts, int from, int rows, int[] slots, int rejected, int[] scratch) {
            for (int i = 0; i < rows; i++) {
                int kept = -accepts[values[from + i] & 0xFF];
                slots[i] = (slots[i] & kept) | (rejected & ~kept);
            }
        }

        @Override
        void composeSelected(int from, int rows, int[] selected, int count, int shift, int[] keys, int[] scratch) {
            for (int i = 0; i < count; i++) {
                keys[i] |= (values[from + selected[i]] & 0xFF) << shift;
            }
        }

        @Override
        long valueBytes() {
            return values.length;
        }
    }

    private static final class Shorts extends Column {
        private final char[] values;

        Shorts(Bounds bounds, int[] codes, int rows) {
            super(bounds);
            values = new char[rows];
            for (int row = 0; row < rows; row++) {
                values[row] = (char) codes[row];
            }
        }

        @Override
        void read(int from, int count, int[] into) {
            for (int i = 0; i < count; i++) {
                into[i] = values[from + i];
            }
        }

        @Override
        long valueBytes() {
            return values.length * 2L;
        }
    }

    private static final class Ints extends Column {
        private final int[] values;

        Ints(Bounds bounds, int[] codes, int rows) {
            super(bounds);
            values = Arrays.copyOf(codes, rows);
        }

        @Override
        void read(int from, int count, int[] into) {
            System.arraycopy(values, from, into, 0, count);
        }

        @Override
        long valueBytes() {
            return values.length * 4L;
        }
    }

    private static final class Sparse extends Column {
        private final int[] rowsPresent;
        private final int[] values;

        Sparse(Bounds bounds, int[] codes, int rows) {
            super(bounds);
            rowsPresent = new int[bounds.present];
            values = new int[bounds.present];
            int next = 0;
            for (int row = 0; row < rows; row++) {
                if (codes[row] != Dictionary.ABSENT) {
                    rowsPresent[next] = row;
                    values[next++] = codes[row];
                }
            }
        }

        @Override
        void read(int from, int count, int[] into) {
            Arrays.fill(into, 0, count, Dictionary.ABSENT);
            int found = Arrays.binarySearch(rowsPresent, from);
            for (int i = found < 0 ? -found - 1 : found; i < values.length && rowsPresent[i] < from + count; i++) {
                into[rowsPresent[i] - from] = values[i];
            }
        }

        @Override
        long valueBytes() {
            return values.length * 8L;
        }
    }
}
