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
 * The first row of a FOCUS file: which column each cell belongs to, decided once.
 *
 * <p>FOCUS columns are found in any order and case; any other column is an extension under the name it came with, without the
 * blanks around it, and one without a name under its place, such as {@code Column7}. A column that is named twice is read if
 * both cells say the same.
 */
final class Header implements RowFormat.Reader {
    private final CsvRows row;
    private final List<Column> columns = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Recent<Instant> starts = new Recent<>(512, Times::parse);
    private final Cell cell = new Cell();
    private final Cell earlier = new Cell();
    /** One for all rows: every column of the file is set, or cleared, by every row. */
    private final CostRecord.Builder builder = CostRecord.startingAt(Instant.EPOCH);

    Header(Columns named) {
        row = named.rows();
        for (String title : named.names()) {
            int place = columns.size();
            String given = title.isEmpty() ? "Column" + (place + 1) : title;
            Optional<FocusColumn> focus = FocusColumn.named(given);
            String name = focus.map(FocusColumn::title).orElse(given);
            Integer first = places.putIfAbsent(name, place);
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

    @Override
    public Instant start() throws BadCell {
        String column = FocusColumn.CHARGE_PERIOD_START.title();
        try {
            row.cell(requirePlace(column), cell);
            cell.strip();
            if (cell.isNull()) {
                throw new BadCell("It is empty, and a charge without it belongs to no day");
            }
            return starts.of(cell);
        } catch (BadCell e) {
            throw e.in(column);
        }
    }

    @Override
    public CostRecord record() throws BadCell {
        String column = FocusColumn.BILLING_CURRENCY.title();
        try {
            requirePlace(column);
            for (int i = 0; i < columns.size(); i++) {
                column = columns.get(i).name;
                read(i);
            }
            return builder.build();
        } catch (BadCell e) {
            throw e.in(column);
        }
    }

    private int requirePlace(String column) throws BadCell {
        int place = place(column);
        if (place < 0) {
            throw new BadCell("The file has no such column. Is it a FOCUS cost and usage file?");
        }
        return place;
    }

    private void read(int column) throws BadCell {
        Column definition = columns.get(column);
        row.cell(column, cell);
        if (definition.repeats < 0) {
            definition.reader.read(cell, builder);
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
