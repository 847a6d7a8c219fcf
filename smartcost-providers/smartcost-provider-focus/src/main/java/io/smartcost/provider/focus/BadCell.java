package io.smartcost.provider.focus;

import org.jspecify.annotations.Nullable;

/** Says why a cell cannot be read. Carries no stack trace: it is caught by the row, and a file may have millions of them. */
public final class BadCell extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String column;

    /** @param column the column at fault, or null if it is the row */
    public BadCell(@Nullable String column, String reason) {
        super(reason, null, false, false);
        this.column = column;
    }

    BadCell(String reason) {
        this(null, reason);
    }

    BadCell in(String ofColumn) {
        return column == null ? new BadCell(ofColumn, reason()) : this;
    }

    @Nullable
    String column() {
        return column;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
