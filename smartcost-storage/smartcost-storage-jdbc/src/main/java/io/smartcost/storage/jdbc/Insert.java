package io.smartcost.storage.jdbc;

import java.util.Collections;

/** The text of an INSERT of one row of parameters. */
final class Insert {
    private Insert() {}

    static String of(String table, String... columns) {
        return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.length, "?")) + ")";
    }
}
