package io.smartcost.benchmarks;

import io.smartcost.aggregate.TextColumn;
import java.util.Arrays;

/**
 * The codes of the texts that were seen in a column of a file, so that a text is made once and not for each cell. The texts lie one
 * behind the other in one array, so that a look-up touches few cache lines. Not thread-safe.
 */
final class CellCodes {
    private static final int NONE = 0;
    /** Before each text stand its length and the halves of its code. */
    private static final int HEAD = 3;

    private static final int FACTOR = 0x2C1B3C6D;

    private final TextColumn column;
    /** Open addressing; the hash in the high half of an entry, the place after the text's head in the low half. */
    private long[] entries = new long[64];

    private char[] texts = new char[1 << 10];
    private int end;
    private int size;

    CellCodes(TextColumn column) {
        this.column = column;
    }

    /** The code of a cell's text, or 0 if the cell is empty. */
    int of(char[] buffer, int offset, int length) {
        if (length == 0) {
            return NONE;
        }
        int hash = hash(buffer, offset, length);
        int slot = slot(hash);
        for (long entry = entries[slot]; entry != 0; entry = entries[slot]) {
            int at = (int) entry;
            if ((int) (entry >>> Integer.SIZE) == hash && isAt(at, buffer, offset, length)) {
                return texts[at - 2] << Character.SIZE | texts[at - 1];
            }
            slot = slot + 1 & entries.length - 1;
        }
        return add(slot, hash, buffer, offset, length);
    }

    private boolean isAt(int at, char[] buffer, int offset, int length) {
        return texts[at - HEAD] == length && Arrays.equals(texts, at, at + length, buffer, offset, offset + length);
    }

    private int add(int slot, int hash, char[] buffer, int offset, int length) {
        if (length > Character.MAX_VALUE) {
            throw new IllegalArgumentException("a cell of " + length + " characters");
        }
        int code = column.code(new String(buffer, offset, length));
        int at = end + HEAD;
        end = at + length;
        if (end > texts.length) {
            texts = Arrays.copyOf(texts, end * 2);
        }
        texts[at - HEAD] = (char) length;
        texts[at - 2] = (char) (code >>> Character.SIZE);
        texts[at - 1] = (char) code;
        System.arraycopy(buffer, offset, texts, at, length);
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
    private static int hash(char[] buffer, int offset, int length) {
        int hash = length;
        int i = offset;
        for (; i + 1 < offset + length; i += 2) {
            hash = hash * FACTOR + (buffer[i] | buffer[i + 1] << Character.SIZE);
        }
        if (i < offset + length) {
            hash = hash * FACTOR + buffer[i];
        }
        return (hash ^ hash >>> 15) * 0x9E3779B9;
    }
}
