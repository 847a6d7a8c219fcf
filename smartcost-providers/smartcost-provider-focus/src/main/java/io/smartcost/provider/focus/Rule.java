package io.smartcost.provider.focus;

import io.smartcost.model.FocusColumn;
import org.jspecify.annotations.Nullable;

/**
 * Something that FOCUS asks of every row.
 *
 * @param id such as {@code BilledCost-not-null}
 * @param requirement for a person
 */
record Rule(String id, String requirement, Test test) {
    /** Looks at a row. */
    interface Test {
        /** What is wrong, or null if nothing is. */
        @Nullable
        String broken(CheckedRow row);
    }

    static Rule of(FocusColumn column, String suffix, String requirement, Test test) {
        return new Rule(column.title() + "-" + suffix, column.title() + " " + requirement, test);
    }
}
