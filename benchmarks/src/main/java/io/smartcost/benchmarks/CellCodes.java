package io.smartcost.benchmarks;

import io.smartcost.aggregate.TextColumn;
import java.util.Arrays;

/**
 * The codes of the texts that were seen in a column of a file, so that a text is made once and not for each cell. Cells are looked up
 * many at a time, in short loops whose steps do not wait for each other's memory. Not thread-safe.
 */
final class CellCodes {
    private static final int NONE = 0;
    /** Before each text stand its length and the halves of its code. */
    private static final int HEAD = 3;

    private static final int FACTOR = 0x2C1B3C6D;

    private final TextColumn column;
    /** Open addressing; the hash in the high half of an entry, the place after the text's head in the low half. */
    private long[] entries = new long[64];
    /** The texts, one behind the other. */
    private char[] texts = new char[1 << 10];

    private int end;
    private int size;
    private int[] hashes = {};
    private long[] found = {};

    CellCodes(TextColumn column) {
        this.column = column;
    }

    /**
     * Looks up a column.
     *
     * @param cells its place among the cells of a row
     * @param codes gets the code of each row, 0 for an empty cell
     */
    void find(RawDay day, int cells, int[] codes) {
        if (hashes.length < day.rows()) {
            hashes = new int[day.rows() * 2];
            found = new long[hashes.length];
        }
        char[] chars = day.chars();
        for (int row = 0; row < day.rows(); row++) {
            hashes[row] = hash(chars, day.start(row, cells), day.end(row, cells));
        }
        for (int row = 0; row < day.rows(); row++) {
            found[row] = entries[slot(hashes[row])];
        }
        for (int row = 0; row < day.rows(); row++) {
            int start = day.start(row, cells);
            int length = day.end(row, cells) - start;
            int at = (int) found[row];
            codes[row] = (int) (found[row] >>> Integer.SIZE) == hashes[row] && isAt(at, chars, start, length)
                    ? code(at)
                    : length == 0 ? NONE : search(hashes[row], chars, start, length);
        }
    }

    private boolean isAt(int at, char[] chars, int start, int length) {
        return at > 0
                && texts[at - HEAD] == length
                && Arrays.equals(texts, at, at + length, chars, start, start + length);
    }

    private int code(int at) {
        return texts[at - 2] << Character.SIZE | texts[at - 1];
    }

    private int search(int hash, char[] chars, int start, int length) {
        int slot = slot(hash);
        for (long entry = entries[slot]; entry != 0; entry = entries[slot]) {
            int at = (int) entry;
            if ((int) (entry >>> Integer.SIZE) == hash && isAt(at, chars, start, length)) {
                return code(at);
            }
            slot = slot + 1 & entries.length - 1;
        }
        return add(slot, hash, chars, start, length);
    }

    private int add(int slot, int hash, char[] chars, int start, int length) {
        if (length > Character.MAX_VALUE) {
            throw new IllegalArgumentException("a cell of " + length + " characters");
        }
        int code = column.code(new String(chars, start, length));
        int at = end + HEAD;
        end = at + length;
        if (end > texts.length) {
            texts = Arrays.copyOf(texts, end * 2);
        }
        texts[at - HEAD] = (char) length;
        texts[at - 2] = (char) (code >>> Character.SIZE);
        texts[at - 1] = (char) code;
        System.arraycopy(chars, start, texts, at, length);
        entries[slot] = (long) hash << Integer.SIZE | at;
        if (++size * 2 > entries.length) {
            grow();
        }
        return code;
    }

    private void grow() {
        long[] old = entries;
        entries = new long[old.length * 4];
        for (long entry : old) {
            if (entry != 0) {
                int slot = slot((int) (entry >>> Integer.SIZE));
                while (entries[slot] != 0) {
                    slot = slot + 1 & entries.length - 1;
                }
                entries[slot] = entry;
            }
        }
    }

    private int slot(int hash) {
        return hash >>> Integer.numberOfLeadingZeros(entries.length - 1);
    }

    /** Two characters a step; the product brings the differences of names that are counted up to the high bits. */
    private static int hash(char[] chars, int start, int end) {
        int hash = end - start;
        int i = start;
        for (; i + 1 < end; i += 2) {
            hash = hash * FACTOR + (chars[i] | chars[i + 1] << Character.SIZE);
        }
        if (i < end) {
            hash = hash * FACTOR + chars[i];
        }
        return (hash ^ hash >>> 15) * 0x9E3779B9;
    }
}
