package io.smartcost.provider.focus;

/** Says why a cell cannot be read. Carries no stack trace: it is caught by the row, and a file may have millions of them. */
final class BadCell extends Exception {
    private static final long serialVersionUID = 1L;

    BadCell(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
