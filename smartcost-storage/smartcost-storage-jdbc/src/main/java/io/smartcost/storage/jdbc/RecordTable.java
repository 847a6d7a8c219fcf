package io.smartcost.storage.jdbc;

import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.Tags;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a record becomes a row of {@code smartcost_record}, and a record again. */
final class RecordTable {
    static final String NAME = "smartcost_record";
    static final String SET_ASIDE = "set_aside";
    static final String TAGS = "tags";

    private static final List<FocusColumn> FOCUS = Stream.of(FocusColumn.values())
            .filter(column -> column.type() != FocusColumn.Type.TAGS)
            .toList();
    private static final List<String> PLACE = List.of("tenant", "charge_day", "revision", "record_number");
    private static final String ORIGINAL_TAGS = "original_tags";
    private static final String EXTENSIONS = "extensions";
    private static final List<String> REST = List.of(TAGS, ORIGINAL_TAGS, EXTENSIONS, SET_ASIDE);
    private static final Map<String, FocusColumn> BY_NAME =
            FOCUS.stream().collect(Collectors.toMap(RecordTable::columnOf, column -> column));
    private static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END_OF_TIMES = Instant.parse("+10000-01-01T00:00:00Z");

    private RecordTable() {}

    static String columnOf(FocusColumn column) {
        return column.name().toLowerCase(Locale.ROOT);
    }

    /** In the order of the table. */
    static List<String> columns() {
        List<String> columns = new ArrayList<>(PLACE);
        FOCUS.forEach(column -> columns.add(columnOf(column)));
        columns.addAll(REST);
        return columns;
    }

    /** Makes rows of the records of one partition. Not thread-safe. */
    static final class Encoder {
        private final Dialect dialect;
        private final Object[] place;
        private final Map<String, String> aside = new HashMap<>();
        private final boolean[] filled = new boolean[PLACE.size() + FOCUS.size() + REST.size()];
        private long records;
        private boolean amountsAside;

        /** @param place tenant, day and revision */
        Encoder(Dialect dialect, Object... place) {
            this.dialect = dialect;
            this.place = place;
        }

        long records() {
            return records;
        }

        /** Whether an amount did not fit its column, so that sums over columns lack it. */
        boolean hasAmountsAside() {
            return amountsAside;
        }

        /** The columns that a row had a value in, without those of its place, with commas between. */
        String filled() {
            List<String> columns = columns();
            return IntStream.range(PLACE.size(), filled.length)
                    .filter(i -> filled[i])
                    .mapToObj(columns::get)
                    .collect(Collectors.joining(","));
        }

        @Nullable
        Object[] row(CostRecord record) {
            @Nullable Object[] row = new Object[filled.length];
            System.arraycopy(place, 0, row, 0, place.length);
            int next = place.length;
            row[next++] = records++;
            aside.clear();
            for (FocusColumn column : FOCUS) {
                row[next++] = value(record, column);
            }
            Map<String, String> tags = whole("A tag", record.tags().entries());
            Map<String, String> folded = record.tags().folded();
            tags.values().forEach(value -> requireShort("Tags", value));
            row[next++] = tags.isEmpty() ? null : dialect.encode(folded);
            row[next++] = tags.equals(folded) ? null : Entries.toJson(tags);
            row[next++] =
                    record.extensions().isEmpty() ? null : Entries.toJson(whole("An extension", record.extensions()));
            row[next] = aside.isEmpty() ? null : dialect.encode(aside);
            for (int i = 0; i < row.length; i++) {
                filled[i] |= row[i] != null;
            }
            return row;
        }

        private @Nullable Object value(CostRecord record, FocusColumn column) {
            return switch (column.type()) {
                case TEXT, JSON -> text(column, record.text(column));
                case DECIMAL -> amount(column, record.decimal(column));
                case TIME -> time(column, record.time(column));
                case TAGS -> throw new IllegalArgumentException("Tags are not a value of their own");
            };
        }

        private @Nullable String text(FocusColumn column, @Nullable String text) {
            if (text == null) {
                return null;
            }
            if (column.type() == FocusColumn.Type.TEXT) {
                requireShort(column.title(), text);
            }
            return dialect.encode(Characters.requireWhole(column.title(), text));
        }

        private @Nullable BigDecimal amount(FocusColumn column, @Nullable BigDecimal amount) {
            BigDecimal stored = amount == null ? null : dialect.stored(column, amount);
            if (amount != null && stored == null) {
                aside.put(column.title(), amount.toString());
                amountsAside = true;
            }
            return stored;
        }

        /** Columns keep microseconds of the years 1 to 9999. */
        private @Nullable LocalDateTime time(FocusColumn column, @Nullable Instant time) {
            if (time == null) {
                return null;
            }
            boolean fits = time.equals(time.truncatedTo(ChronoUnit.MICROS))
                    && !time.isBefore(FIRST_TIME)
                    && time.isBefore(END_OF_TIMES);
            if (!fits) {
                aside.put(column.title(), time.toString());
            }
            return fits ? LocalDateTime.ofInstant(time, ZoneOffset.UTC) : null;
        }

        private void requireShort(String what, String text) {
            if (text.length() > dialect.longestText()) {
                throw new IllegalArgumentException(what + " has a text of " + text.length() + " characters, and "
                        + dialect.name() + " tells apart texts of at most " + dialect.longestText()
                        + ". Shorten it at its source");
            }
        }

        private static Map<String, String> whole(String what, Map<String, String> entries) {
            entries.forEach((name, value) -> {
                Characters.requireWhole(what + "'s key", name);
                Characters.requireWhole(what + "'s value", value);
            });
            return entries;
        }
    }

    /** Makes records again of rows of {@link #select}. Not thread-safe. */
    static final class Decoder {
        private final Dialect dialect;
        private final List<String> columns;
        private final @Nullable FocusColumn[] focus;
        private final Map<String, String> rest = new HashMap<>();

        /** @param filled as {@link Encoder#filled} has it */
        Decoder(Dialect dialect, String filled) {
            this.dialect = dialect;
            Set<String> names = Set.of(filled.split(","));
            columns = columns().stream().filter(names::contains).toList();
            focus = columns.stream().map(BY_NAME::get).toArray(FocusColumn[]::new);
        }

        /** The columns to read, as a list for a statement. */
        String select() {
            return String.join(", ", columns);
        }

        CostRecord record(Cells row) throws SQLException {
            CostRecord.Builder record = CostRecord.startingAt(Instant.EPOCH);
            rest.clear();
            for (int i = 0; i < focus.length; i++) {
                FocusColumn column = focus[i];
                if (column == null) {
                    String text = row.text(i + 1);
                    if (text != null) {
                        rest.put(columns.get(i), text);
                    }
                } else {
                    set(record, column, row, i + 1);
                }
            }
            decode(SET_ASIDE).forEach((column, exact) -> setAside(record, column, exact));
            String original = rest.get(ORIGINAL_TAGS);
            record.tags(Tags.of(original == null ? decode(TAGS) : Entries.fromJson(original)));
            String extensions = rest.get(EXTENSIONS);
            if (extensions != null) {
                Entries.fromJson(extensions).forEach(record::extension);
            }
            return record.build();
        }

        private Map<String, String> decode(String column) {
            String entries = rest.get(column);
            return entries == null ? Map.of() : dialect.decodeMap(entries);
        }

        private void set(CostRecord.Builder record, FocusColumn column, Cells row, int place) throws SQLException {
            switch (column.type()) {
                case TEXT, JSON -> {
                    String text = row.text(place);
                    record.text(column, text == null ? null : dialect.decode(text));
                }
                case DECIMAL -> record.decimal(column, row.amount(place));
                case TIME -> {
                    LocalDateTime time = row.time(place);
                    record.time(column, time == null ? null : time.toInstant(ZoneOffset.UTC));
                }
                case TAGS -> throw new IllegalStateException("Tags are not among these");
            }
        }

        private static void setAside(CostRecord.Builder record, String title, String exact) {
            FocusColumn column = FocusColumn.named(title).orElseThrow();
            if (column.type() == FocusColumn.Type.TIME) {
                record.time(column, Instant.parse(exact));
            } else {
                record.decimal(column, new BigDecimal(exact));
            }
        }
    }
}
