package io.smartcost.provider.focus;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream of CSV bytes (RFC 4180, line ends of any kind) into rows of cells, one row in memory at a time.
 *
 * <p>No fault ends the reading but the end of the stream itself: a row whose quotes are wrong, or that is longer than 4 MiB, is
 * taken to end at its first line break, is given as faulty, and the next line is a row again. That is what a general parser does
 * not do, and what "every row is read or refused" needs. Works on bytes, because the signs of CSV are the same in UTF-8 and most
 * cells are never needed as text of their own.
 */
final class CsvRows implements Closeable {
    static final int LONGEST_ROW = 4 << 20;
    private static final int FIRST_SIZE = 64 << 10;

    private final InputStream in;
    private byte[] buffer = new byte[FIRST_SIZE];
    private int start;
    private int position;
    private int limit;
    private boolean ended;
    private @Nullable IOException failure;
    private boolean cut;

    private long line;
    private long nextLine = 1;
    private int end;
    private @Nullable String fault;
    /** Relative to the start of the row: a refill moves the row within the buffer. */
    private int[] starts = new int[128];

    private int[] ends = new int[128];
    private boolean[] escaped = new boolean[128];
    private int cells;

    CsvRows(InputStream in) throws IOException {
        this.in = in;
        byte[] bom = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
        while (limit < bom.length && more()) {
            position = limit;
        }
        position = limit >= bom.length && Arrays.equals(buffer, 0, bom.length, bom, 0, bom.length) ? bom.length : 0;
    }

    /** Goes to the next row; blank lines are none. False at the end. */
    boolean next() {
        fault = null;
        cells = 0;
        skipBlankLines();
        start = position;
        line = nextLine;
        if (position == limit && !more()) {
            return reportFailure();
        }
        nextLine++;
        if (!scan()) {
            restartAfterFirstLine();
        }
        if (ended && position == limit && failure != null) {
            reportFailure();
        }
        return true;
    }

    private boolean reportFailure() {
        if (failure == null) {
            return false;
        }
        fault = "The file cannot be read on from here (" + failure.getMessage()
                + "): what follows is missing. Get the file anew";
        failure = null;
        cut = true;
        position = limit;
        return true;
    }

    private void skipBlankLines() {
        while (position < limit || more()) {
            byte b = buffer[position];
            if (b != '\n' && b != '\r') {
                return;
            }
            start = position;
            endLine();
            nextLine++;
        }
    }

    /** Splits one row; false if its quotes are wrong or it is too long. */
    private boolean scan() {
        while (true) {
            if (cells == starts.length) {
                widen();
            }
            boolean quoted = (position < limit || more()) && buffer[position] == '"';
            boolean whole = quoted ? quotedCell() : plainCell();
            if (!whole) {
                return false;
            }
            if (position == limit) {
                end = position - start;
                return true;
            }
            if (buffer[position] != ',') {
                end = position - start;
                endLine();
                return true;
            }
            position++;
        }
    }

    /** Leaves the position on the sign after the cell, or at the limit if the file ends with it. */
    private boolean plainCell() {
        starts[cells] = position - start;
        do {
            byte[] bytes = buffer;
            int to = limit;
            int p = position;
            while (p < to) {
                byte b = bytes[p];
                if (b <= ',' && (b == ',' || b == '\n' || b == '\r')) {
                    break;
                }
                p++;
            }
            position = p;
        } while (position == limit && more());
        return endCell(position, false);
    }

    private boolean quotedCell() {
        position++;
        starts[cells] = position - start;
        boolean quotes = false;
        boolean afterReturn = false;
        while (position < limit || more()) {
            byte b = buffer[position++];
            if (b == '"') {
                int close = position - 1 - start;
                if (position == limit && !more()) {
                    return endCell(start + close, quotes);
                }
                byte after = buffer[position];
                if (after != '"') {
                    if (after != ',' && after != '\n' && after != '\r') {
                        fault =
                                "A closing quote is followed by more text: quotes within a quoted cell are written twice";
                        return false;
                    }
                    return endCell(start + close, quotes);
                }
                quotes = true;
                position++;
            } else if (b == '\r' || (b == '\n' && !afterReturn)) {
                nextLine++;
            }
            afterReturn = b == '\r';
        }
        if (fault == null) {
            fault = "A quote is opened and never closed";
        }
        return false;
    }

    private boolean endCell(int at, boolean quotes) {
        ends[cells] = at - start;
        escaped[cells++] = quotes;
        return fault == null;
    }

    private void endLine() {
        byte b = buffer[position++];
        if (b == '\r' && (position < limit || more()) && buffer[position] == '\n') {
            position++;
        }
    }

    private void restartAfterFirstLine() {
        nextLine = line + 1;
        if (failure != null) {
            position = limit;
            return;
        }
        position = start;
        String reason = fault;
        do {
            while (position < limit && buffer[position] != '\n' && buffer[position] != '\r') {
                position++;
            }
            start = position;
        } while (position == limit && more());
        if (position < limit) {
            endLine();
        }
        fault = reason;
        cells = 0;
    }

    private void widen() {
        starts = Arrays.copyOf(starts, cells * 2);
        ends = Arrays.copyOf(ends, cells * 2);
        escaped = Arrays.copyOf(escaped, cells * 2);
    }

    /** Reads on, keeping what the row has so far; false if there is nothing more for it. */
    private boolean more() {
        if (ended) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            position -= start;
            limit -= start;
            start = 0;
        }
        if (limit == buffer.length) {
            if (limit >= LONGEST_ROW) {
                fault = "The row is longer than " + LONGEST_ROW + " bytes";
                return false;
            }
            buffer = Arrays.copyOf(buffer, limit * 2);
        }
        try {
            int read = in.read(buffer, limit, buffer.length - limit);
            ended = read < 0;
            limit += Math.max(read, 0);
        } catch (IOException e) {
            failure = e;
            ended = true;
        }
        return !ended;
    }

    /** The line of the file on which this row begins, counted from 1. */
    long line() {
        return line;
    }

    /** Why this row cannot be split into cells, or null if it was. */
    @Nullable
    String fault() {
        return fault;
    }

    /** Whether the stream broke off before its end; known once {@link #next} has said that there is no more. */
    boolean cut() {
        return cut;
    }

    int cells() {
        return cells;
    }

    /** Points at a cell, its quotes taken off; valid until the next row. */
    void cell(int index, Cell cell) {
        if (escaped[index]) {
            cell.unescape(buffer, start + starts[index], start + ends[index]);
        } else {
            cell.set(buffer, start + starts[index], start + ends[index]);
        }
    }

    /** The row as it stands in the file, without its line end. */
    byte[] raw() {
        return Arrays.copyOfRange(buffer, start, start + end);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
