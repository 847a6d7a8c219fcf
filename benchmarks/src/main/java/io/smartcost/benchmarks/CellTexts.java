package io.smartcost.benchmarks;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The texts that were seen in a column of a file, so that each becomes one object and not one a cell. Not thread-safe. */
final class CellTexts {
    private char[][] keys = new char[64][];
    private @Nullable String[] texts = new String[64];
    private int size;

    /** The text of a cell, or null if the cell is empty. */
    @Nullable
    String of(char[] buffer, int offset, int length) {
        if (length == 0) {
            return null;
        }
        int slot = slot(buffer, offset, length);
        String known = texts[slot];
        return known != null ? known : add(slot, buffer, offset, length);
    }

    private int slot(char[] buffer, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = hash * 31 + buffer[i];
        }
        int mask = keys.length - 1;
        // The high bits: names that are counted up differ in few of the low ones.
        int slot = (hash * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(mask);
        while (texts[slot] != null
                && !Arrays.equals(keys[slot], 0, keys[slot].length, buffer, offset, offset + length)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private String add(int slot, char[] buffer, int offset, int length) {
        String text = new String(buffer, offset, length);
        keys[slot] = text.toCharArray();
        texts[slot] = text;
        if (++size * 2 > keys.length) {
            grow();
        }
        return text;
    }

    private void grow() {
        char[][] oldKeys = keys;
        @Nullable String[] oldTexts = texts;
        keys = new char[oldKeys.length * 4][];
        texts = new String[keys.length];
        for (int i = 0; i < oldTexts.length; i++) {
            if (oldTexts[i] != null) {
                int slot = slot(oldKeys[i], 0, oldKeys[i].length);
                keys[slot] = oldKeys[i];
                texts[slot] = oldTexts[i];
            }
        }
    }
}
