package io.smartcost.provider.focus;

import io.smartcost.model.Tags;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one file, by the names in its header. A column that the file has not is one without values; an empty cell and the
 * word NULL are no value. Cells are limited as {@link FocusReader} tells. Used by one thread.
 */
public final class Columns {
    private static final int REMEMBERED = 512;

    private final CsvRows rows;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Cell cell = new Cell();

    /** @param rows standing at the header */
    Columns(CsvRows rows) throws BadCell {
        this.rows = rows;
        for (int i = 0; i < rows.cells(); i++) {
            rows.cell(i, cell);
            String title = cell.text().strip();
            names.add(title);
            if (places.putIfAbsent(title, i) != null) {
                places.put(title, -1);
            }
        }
    }

    /** The names in the order of the file, without the blanks around them; two may be the same, and one may be empty. */
    public List<String> names() {
        return Collections.unmodifiableList(names);
    }

    public boolean has(String name) {
        return places.containsKey(name);
    }

    /** Texts, kept to the blank. */
    public Column<String> text(String name) throws BadCell {
        return remembering(name, false, Cell::text);
    }

    /** Decimals with every digit they are written with; at most 1,000. */
    public Column<BigDecimal> decimal(String name) throws BadCell {
        return column(name, true, Decimals::parse);
    }

    /** Dates as {@link FocusReader} reads them. */
    public Column<Instant> time(String name) throws BadCell {
        return remembering(name, true, Times::parse);
    }

    /** JSON objects of texts; a value that is not a text is kept as the text of its JSON, and null as an empty one. */
    public Column<Tags> map(String name) throws BadCell {
        return map(name, map -> map);
    }

    /**
     * The same, made into something else.
     *
     * @param made not called for each row: what it gave for one of the last different cells is given again
     */
    public <T> Column<T> map(String name, Function<Tags, T> made) throws BadCell {
        return remembering(
                name, true, json -> made.apply(TagsJson.parse(json.text()).tags()));
    }

    private <T> Column<T> remembering(String name, boolean stripped, Recent.Parser<T> parser) throws BadCell {
        return column(name, stripped, new Recent<>(REMEMBERED, parser)::of);
    }

    private <T> Column<T> column(String name, boolean stripped, Recent.Parser<T> parser) throws BadCell {
        int place = places.getOrDefault(name, names.size());
        if (place < 0) {
            throw new BadCell(name, "The file has this column twice: which one counts?");
        }
        if (place == names.size()) {
            return () -> null;
        }
        return () -> value(place, stripped, parser);
    }

    private <T> @Nullable T value(int place, boolean stripped, Recent.Parser<T> parser) throws BadCell {
        rows.cell(place, cell);
        if (stripped) {
            cell.strip();
        }
        if (cell.isNull()) {
            return null;
        }
        try {
            return parser.parse(cell);
        } catch (BadCell e) {
            throw e.in(names.get(place));
        }
    }

    CsvRows rows() {
        return rows;
    }

    /** One column, in the row at which the file stands. */
    public interface Column<T> {
        /** Null if the row has none. */
        @Nullable
        T value() throws BadCell;
    }
}
