package io.smartcost.aggregate;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Gives each text of one column a code, counting up from 1; 0 stands for an absent text. A code never changes its meaning. Those
 * who add texts take turns; finding a known one needs no lock, whoever adds meanwhile.
 */
final class Dictionary {
    static final int ABSENT = 0;

    private final int column;
    private volatile @Nullable String[] texts = new String[16];
    private volatile int size = 1;
    /** Open addressing; the text's hash in the high half of an entry, its code in the low half. */
    private volatile AtomicLongArray entries = new AtomicLongArray(32);

    private long bytes;

    /** @param column the place of the column whose texts these are in a {@link Segment}'s columns */
    Dictionary(int column) {
        this.column = column;
    }

    int column() {
        return column;
    }

    int code(@Nullable String text) {
        if (text == null) {
            return ABSENT;
        }
        int known = find(text);
        return known == ABSENT ? add(text) : known;
    }

    /** The text's code, or 0 if no record has it. */
    int find(String text) {
        AtomicLongArray table = entries;
        int hash = hash(text);
        int slot = slot(hash, table);
        long entry = table.getAcquire(slot);
        while (entry != 0) {
            if ((int) (entry >>> Integer.SIZE) == hash && text.equals(texts[(int) entry])) {
                return (int) entry;
            }
            slot = slot + 1 & table.length() - 1;
            entry = table.getAcquire(slot);
        }
        return ABSENT;
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
        return bytes + texts.length * 4L + entries.length() * 8L;
    }

    private synchronized int add(String text) {
        int known = find(text);
        if (known != ABSENT) {
            return known;
        }
        int code = size;
        if (code == texts.length) {
            texts = Arrays.copyOf(texts, code * 2);
        }
        texts[code] = text;
        bytes += 56 + text.length();
        if (code * 2 >= entries.length()) {
            AtomicLongArray larger = new AtomicLongArray(entries.length() * 2);
            for (int i = 0; i < entries.length(); i++) {
                put(entries.getPlain(i), larger);
            }
            entries = larger;
        }
        size = code
                + 1; // publishes the text to those who go by codes; first, for a code that was found must be below it
        put((long) hash(text) << Integer.SIZE | code, entries);
        return code;
    }

    private static void put(long entry, AtomicLongArray table) {
        if (entry != 0) {
            int slot = slot((int) (entry >>> Integer.SIZE), table);
            while (table.getPlain(slot) != 0) {
                slot = slot + 1 & table.length() - 1;
            }
            table.setRelease(slot, entry); // publishes the text to those who look for it
        }
    }

    /** Names that are counted up differ little: the product spreads that over its high bits. */
    private static int hash(String text) {
        return text.hashCode() * 0x9E3779B9;
    }

    private static int slot(int hash, AtomicLongArray table) {
        return hash >>> Integer.numberOfLeadingZeros(table.length() - 1);
    }
}
