package io.smartcost.aggregate;

import java.util.Arrays;

/**
 * The codes of one column of a segment, in as few bytes as they fit. Rows are read in blocks; of each block the smallest and the
 * largest code are known, so that whole blocks can be skipped or taken without a look. Immutable.
 */
abstract class Column {
    /** Rows in a block: the decoded codes of a handful of columns stay in the first-level cache. */
    static final int BLOCK = 2048;

    /** A column is kept as a list of its present rows if at most one row in so many has a code. */
    private static final int SPARSE = 16;

    private final int[] smallest;
    private final int[] largest;

    private Column(int[] codes, int rows) {
        int blocks = (rows + BLOCK - 1) / BLOCK;
        smallest = new int[blocks];
        largest = new int[blocks];
        for (int block = 0; block < blocks; block++) {
            int min = Integer.MAX_VALUE;
            int max = 0;
            for (int row = block * BLOCK; row < Math.min(rows, (block + 1) * BLOCK); row++) {
                min = Math.min(min, codes[row]);
                max = Math.max(max, codes[row]);
            }
            smallest[block] = min;
            largest[block] = max;
        }
    }

    static Column of(int[] codes, int rows) {
        int max = 0;
        int min = Integer.MAX_VALUE;
        int present = 0;
        for (int row = 0; row < rows; row++) {
            max = Math.max(max, codes[row]);
            min = Math.min(min, codes[row]);
            present += codes[row] == Dictionary.ABSENT ? 0 : 1;
        }
        if (min == max) {
            return new Constant(codes, rows);
        }
        if (present * (long) SPARSE <= rows) {
            return new Sparse(codes, rows, present);
        }
        return max < 1 << 8 ? new Bytes(codes, rows) : max < 1 << 16 ? new Shorts(codes, rows) : new Ints(codes, rows);
    }

    static Column constant(int code, int rows) {
        int[] codes = new int[rows];
        Arrays.fill(codes, code);
        return new Constant(codes, rows);
    }

    /** Decodes some rows of one block. */
    abstract void read(int from, int count, int[] into);

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

    private static final class Constant extends Column {
        private final int code;

        Constant(int[] codes, int rows) {
            super(codes, rows);
            code = rows == 0 ? Dictionary.ABSENT : codes[0];
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

    private static final class Bytes extends Column {
        private final byte[] values;

        Bytes(int[] codes, int rows) {
            super(codes, rows);
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

        @Override
        long valueBytes() {
            return values.length;
        }
    }

    private static final class Shorts extends Column {
        private final char[] values;

        Shorts(int[] codes, int rows) {
            super(codes, rows);
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

        Ints(int[] codes, int rows) {
            super(codes, rows);
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

        Sparse(int[] codes, int rows, int present) {
            super(codes, rows);
            rowsPresent = new int[present];
            values = new int[present];
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
