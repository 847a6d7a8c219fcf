package io.smartcost.provider.gcp;

/** A row that cannot be understood; the message says why, the column where. */
final class BadRow extends Exception {
    private static final long serialVersionUID = 1L;

    private final String column;

    BadRow(String column, String message) {
        super(message);
        this.column = column;
    }

    String column() {
        return column;
    }
}
