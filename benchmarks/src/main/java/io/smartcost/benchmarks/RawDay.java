package io.smartcost.benchmarks;

import java.time.LocalDate;
import java.util.Arrays;

/** The cells of one day as they stand in a file, one behind the other, in arrays that are used again. Not thread-safe. */
final class RawDay {
    /** The cells of a row after the day: the texts, the cost and its currency. */
    static final int CELLS = DayRows.DIMENSIONS.size() + 2;

    private LocalDate day = BenchmarkData.START;
    private char[] chars = new char[1 << 16];
    /** Where each cell ends; it begins where the one before it ends. The first is the beginning of all. */
    private int[] ends = new int[1 << 12];

    private int cells;

    void begin(LocalDate newDay) {
        day = newDay;
        cells = 0;
    }

    void add(char[] buffer, int offset, int length) {
        int start = ends[cells];
        if (start + length > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(start + length, chars.length * 2));
        }
        if (++cells == ends.length) {
            ends = Arrays.copyOf(ends, cells * 2);
        }
        System.arraycopy(buffer, offset, chars, start, length);
        ends[cells] = start + length;
    }

    LocalDate day() {
        return day;
    }

    int rows() {
        return cells / CELLS;
    }

    boolean isWhole() {
        return cells % CELLS == 0;
    }

    char[] chars() {
        return chars;
    }

    int start(int row, int cell) {
        return ends[row * CELLS + cell];
    }

    int end(int row, int cell) {
        return ends[row * CELLS + cell + 1];
    }
}
