package io.smartcost.provider.focus;

import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first row of a file: which column each cell belongs to, decided once.
 *
 * <p>FOCUS columns are found in any order and case; any other column is an extension under the name it came with, without the
 * blanks around it, and one without a name under its place, such as {@code Column7}. A column that is named twice is read if
 * both cells say the same.
 */
final class Header {
    private final List<Column> columns = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Recent<Instant> starts = new Recent<>(512, Times::parse);
    private final Cell earlier = new Cell();

    Header(CsvRows row) throws BadCell {
        Cell cell = new Cell();
        for (int i = 0; i < row.cells(); i++) {
            row.cell(i, cell);
            String title = cell.text().strip();
            String given = title.isEmpty() ? "Column" + (i + 1) : title;
            Optional<FocusColumn> focus = FocusColumn.named(given);
            String name = focus.map(FocusColumn::title).orElse(given);
            Integer first = places.putIfAbsent(name, i);
            ColumnReader reader = focus.map(ColumnReader::of).orElseGet(() -> ColumnReader.extension(name));
            columns.add(new Column(name, first == null ? -1 : first, reader));
        }
    }

    int size() {
        return columns.size();
    }

    String name(int column) {
        return columns.get(column).name;
    }

    boolean has(FocusColumn column) {
        return place(column.title()) >= 0;
    }

    /** Where the first column of this name is, or -1. */
    int place(String name) {
        return places.getOrDefault(name, -1);
    }

    /** When the charge of this row begins. To be asked only if there is such a column. */
    Instant start(CsvRows row, Cell cell) throws BadCell {
        row.cell(place(FocusColumn.CHARGE_PERIOD_START.title()), cell);
        cell.strip();
        if (cell.isNull()) {
            throw new BadCell("It is empty, and a charge without it belongs to no day");
        }
        return starts.of(cell);
    }

    void read(int column, CsvRows row, Cell cell, CostRecord.Builder record) throws BadCell {
        Column definition = columns.get(column);
        row.cell(column, cell);
        if (definition.repeats < 0) {
            definition.reader.read(cell, record);
            return;
        }
        row.cell(definition.repeats, earlier);
        if (!cell.isSame(earlier.copy())) {
            throw new BadCell("The file has this column twice, with " + earlier.shown() + " and " + cell.shown()
                    + " in this row: which one counts?");
        }
    }

    /** @param repeats the place of an earlier column of the same name, or -1 */
    private record Column(String name, int repeats, ColumnReader reader) {}
}
