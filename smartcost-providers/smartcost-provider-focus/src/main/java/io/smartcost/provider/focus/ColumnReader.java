package io.smartcost.provider.focus;

import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.Tags;
import java.time.Instant;

/** Puts the cells of one column into records. Always sets its column, so that a builder can be used again for the next row. */
interface ColumnReader {
    void read(Cell cell, CostRecord.Builder row) throws BadCell;

    static ColumnReader of(FocusColumn column) {
        return switch (column.type()) {
            case TEXT -> column == FocusColumn.BILLING_CURRENCY ? currency() : text(column);
            case JSON -> text(column);
            case DECIMAL -> decimal(column);
            case TIME -> time(column);
            case TAGS -> tags();
        };
    }

    /** A column that FOCUS does not know. */
    static ColumnReader extension(String name) {
        Recent<String> recent = new Recent<>(512, Cell::text);
        return (cell, row) -> row.extension(name, cell.isNull() ? null : recent.of(cell));
    }

    private static ColumnReader text(FocusColumn column) {
        Recent<String> recent = new Recent<>(512, Cell::text);
        return (cell, row) -> row.text(column, cell.isNull() ? null : recent.of(cell));
    }

    private static ColumnReader currency() {
        ColumnReader text = text(FocusColumn.BILLING_CURRENCY);
        return (cell, row) -> {
            cell.strip();
            if (cell.isNull()) {
                throw new BadCell("It is empty, and amounts without a currency cannot be added up");
            }
            text.read(cell, row);
        };
    }

    private static ColumnReader decimal(FocusColumn column) {
        return (cell, row) -> {
            cell.strip();
            row.decimal(column, cell.isNull() ? null : Decimals.parse(cell));
        };
    }

    private static ColumnReader time(FocusColumn column) {
        Recent<Instant> recent = new Recent<>(512, Times::parse);
        return (cell, row) -> {
            cell.strip();
            row.time(column, cell.isNull() ? null : recent.of(cell));
        };
    }

    private static ColumnReader tags() {
        Recent<TagsJson> recent = new Recent<>(512, cell -> TagsJson.parse(cell.text()));
        return (cell, row) -> {
            cell.strip();
            TagsJson parsed = cell.isNull() ? null : recent.of(cell);
            row.tags(parsed == null ? Tags.none() : parsed.tags());
            row.extension(TagsJson.RAW, parsed == null ? null : parsed.raw());
        };
    }
}
