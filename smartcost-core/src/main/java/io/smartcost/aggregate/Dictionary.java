package io.smartcost.aggregate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives each text of one column a code, counting up from 1; 0 stands for an absent text. A code never changes its meaning. Writers
 * take turns; reading a code's text needs no lock.
 */
final class Dictionary {
    static final int ABSENT = 0;

    private final int column;
    private volatile @Nullable String[] texts = new String[16];
    private volatile int size = 1;
    private int[] codes = new int[64];
    private long bytes;

    /** @param column the place of the column whose texts these are in a {@link Segment}'s columns */
    Dictionary(int column) {
        this.column = column;
    }

    int column() {
        return column;
    }

    synchronized int code(@Nullable String text) {
        if (text == null) {
            return ABSENT;
        }
        int slot = slot(codes, text);
        if (codes[slot] == ABSENT) {
            codes[slot] = add(text);
            if (size * 2 > codes.length) {
                grow();
            }
            return size - 1;
        }
        return codes[slot];
    }

    /** The text's code, or 0 if no record has it. */
    synchronized int find(String text) {
        return codes[slot(codes, text)];
    }

    @Nullable
    String text(int code) {
        return texts[code];
    }

    /** One more than the highest code. */
    int size() {
        return size;
    }

    synchronized long bytes() {
        return bytes + texts.length * 4L + codes.length * 4L;
    }

    private synchronized int add(String text) {
        if (size == texts.length) {
            texts = Arrays.copyOf(texts, size * 2);
        }
        texts[size] = text;
        bytes += 56 + text.length();
        size++; // publishes the text
        return size - 1;
    }

    private void grow() {
        int[] larger = new int[codes.length * 2];
        for (int code = 1; code < size; code++) {
            larger[slot(larger, text(code))] = code;
        }
        codes = larger;
    }

    private int slot(int[] table, @Nullable String text) {
        int mask = table.length - 1;
        int hash = text == null ? 0 : text.hashCode() * 0x9E3779B9;
        int slot = (hash ^ hash >>> 15) & mask;
        while (table[slot] != ABSENT && !java.util.Objects.equals(texts[table[slot]], text)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
