package io.smartcost.provider.focus;

import io.smartcost.model.FocusColumn;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row as it stands in the file, looked at by the rules. */
final class CheckedRow {
    private static final int COLUMNS = FocusColumn.values().length;

    private final CsvRows rows;
    private final int[] places = new int[COLUMNS];
    private final @Nullable String[] texts = new String[COLUMNS];
    private final boolean[] read = new boolean[COLUMNS];
    private final Cell cell = new Cell();

    CheckedRow(CsvRows rows, Header header) {
        this.rows = rows;
        Arrays.fill(places, -1);
        for (FocusColumn column : FocusColumn.values()) {
            places[column.ordinal()] = header.place(column.title());
        }
    }

    void next() {
        Arrays.fill(read, false);
    }

    boolean has(FocusColumn column) {
        return places[column.ordinal()] >= 0;
    }

    /** The text of a cell; null if it is empty or NULL, or if there is no such column. */
    @Nullable
    String text(FocusColumn column) {
        int index = column.ordinal();
        if (!read[index]) {
            read[index] = true;
            texts[index] = null;
            if (places[index] >= 0) {
                rows.cell(places[index], cell);
                texts[index] = cell.isNull() ? null : cell.shownWhole();
            }
        }
        return texts[index];
    }

    /** The value of a cell, null also if it is not a number. */
    @Nullable
    BigDecimal decimal(FocusColumn column) {
        try {
            return text(column) == null ? null : Decimals.parse(at(column));
        } catch (BadCell e) {
            return null;
        }
    }

    /** The value of a cell, null also if it is not a date. */
    @Nullable
    Instant time(FocusColumn column) {
        try {
            return text(column) == null ? null : Times.parse(at(column));
        } catch (BadCell e) {
            return null;
        }
    }

    boolean is(FocusColumn column, String value) {
        return value.equals(text(column));
    }

    private Cell at(FocusColumn column) {
        rows.cell(places[column.ordinal()], cell);
        cell.strip();
        return cell;
    }
}
