package io.smartcost.provider.focus;

import org.jspecify.annotations.Nullable;

/**
 * Remembers what the last different cells of a column became, so that a value that comes a million times is made once. Takes a
 * bounded amount of memory whatever the column holds: a newcomer takes the place of the one it collides with.
 */
final class Recent<T> {
    private static final int LONGEST_KEY = 512;

    private final Parser<T> parser;
    private final byte[] @Nullable [] keys;
    private final @Nullable Object[] values;
    private int last;

    /** @param size a power of two */
    Recent(int size, Parser<T> parser) {
        this.parser = parser;
        this.keys = new byte[size][];
        this.values = new Object[size];
    }

    T of(Cell cell) throws BadCell {
        if (cell.length() > LONGEST_KEY) {
            return parser.parse(cell);
        }
        int slot = cell.isSame(keys[last]) ? last : cell.hash() & keys.length - 1;
        last = slot;
        byte[] key = keys[slot];
        Object known = values[slot];
        if (known != null && cell.isSame(key)) {
            @SuppressWarnings("unchecked") // Only what the parser gave is ever put here.
            T value = (T) known;
            return value;
        }
        T value = parser.parse(cell);
        keys[slot] = cell.copy();
        values[slot] = value;
        return value;
    }

    /** Makes a value of a cell that is not null. */
    interface Parser<T> {
        T parse(Cell cell) throws BadCell;
    }
}
