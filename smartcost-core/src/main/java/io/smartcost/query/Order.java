package io.smartcost.query;

import java.util.Comparator;

/**
 * How the rows of an answer are ordered. Rows of one unit (currency) always stand together, units in code point order; within a
 * unit this order holds, and rows that it leaves equal are ordered by key. In a key, texts are in code point order and an absent
 * text comes after all others (before them in descending order); an unknown value comes after all known ones, whatever the direction.
 */
public enum Order {
    KEY_ASCENDING,
    KEY_DESCENDING,
    SMALLEST_FIRST,
    LARGEST_FIRST;

    /** Compares rows of one unit by this order, and where that leaves them equal by key. */
    public Comparator<CostTable.Row> withinUnit() {
        return RowOrder.within(this);
    }
}
