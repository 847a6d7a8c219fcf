package io.smartcost.provider.focus;

import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.FocusVersion;
import io.smartcost.model.Texts;
import io.smartcost.spi.CostExport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which columns a written file has, and what stands in them. */
final class Layout {
    private final FocusVersion version;
    private final List<FocusColumn> focus = new ArrayList<>();
    private final List<String> extensions = new ArrayList<>();
    /** What a record must not have, because it would be lost. */
    private final Set<FocusColumn> missing = EnumSet.allOf(FocusColumn.class);

    private final @Nullable String[] cells;
    private @Nullable Instant lastTime;
    private String lastTimeText = "";

    Layout(FocusVersion version, Collection<String> further) {
        this.version = version;
        Set<FocusColumn> columns = new LinkedHashSet<>(columnsOf(version));
        for (String name : new LinkedHashSet<>(further)) {
            FocusColumn.named(name).ifPresentOrElse(columns::add, () -> extensions.add(name));
        }
        focus.addAll(columns);
        missing.removeAll(columns);
        cells = new String[focus.size() + extensions.size()];
    }

    private static Set<FocusColumn> columnsOf(FocusVersion version) {
        if (version.compareTo(FocusVersion.V1_2) < 0) {
            throw new IllegalArgumentException(
                    "FOCUS " + version.number() + " can be read but not written. Choose 1.2 or newer");
        }
        Set<FocusColumn> columns = EnumSet.allOf(FocusColumn.class);
        columns.removeIf(column -> !column.isIn(version));
        return columns;
    }

    static Set<String> furtherColumns(FocusVersion version, CostExport.Records records) {
        Set<FocusColumn> outside = EnumSet.complementOf(EnumSet.copyOf(columnsOf(version)));
        Set<FocusColumn> used = EnumSet.noneOf(FocusColumn.class);
        Set<String> extensions = new TreeSet<>(Texts.ORDER);
        records.forEach(record -> {
            outside.removeIf(column -> value(record, column) != null && used.add(column));
            extensions.addAll(record.extensions().keySet());
        });
        extensions.remove(TagsJson.RAW);
        Set<String> further = new LinkedHashSet<>();
        used.forEach(column -> further.add(column.title()));
        further.addAll(extensions);
        return further;
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        focus.forEach(column -> names.add(column.title()));
        names.addAll(extensions);
        return names;
    }

    /** The cells of one record; valid until the next. */
    @Nullable
    String[] cells(CostRecord record) {
        requireNothingLost(record);
        int cell = 0;
        for (FocusColumn column : focus) {
            cells[cell++] = text(record, column);
        }
        for (String extension : extensions) {
            cells[cell++] = record.extensions().get(extension);
        }
        return cells;
    }

    private void requireNothingLost(CostRecord record) {
        for (FocusColumn column : missing) {
            if (value(record, column) != null) {
                throw lost(column.title());
            }
        }
        int written = record.extensions().containsKey(TagsJson.RAW) ? 1 : 0;
        for (String extension : extensions) {
            written += record.extensions().containsKey(extension) ? 1 : 0;
        }
        if (written < record.extensions().size()) {
            Set<String> names = new TreeSet<>(record.extensions().keySet());
            extensions.forEach(names::remove);
            names.remove(TagsJson.RAW);
            throw lost(String.join(", ", names));
        }
    }

    private static IllegalArgumentException lost(String column) {
        return new IllegalArgumentException("A record has a value in " + column
                + ", which is no column of this file. Name it among the further columns (furtherColumns finds them), and give an"
                + " extension no name of a FOCUS column");
    }

    private @Nullable String text(CostRecord record, FocusColumn column) {
        Object value = value(record, column);
        if (value == null) {
            FocusColumn other = otherProviderName(column);
            return other == null ? null : record.text(other);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value instanceof Instant time ? timeText(time) : (String) value;
    }

    private @Nullable FocusColumn otherProviderName(FocusColumn column) {
        if (column == FocusColumn.PROVIDER_NAME && version == FocusVersion.V1_2) {
            return FocusColumn.SERVICE_PROVIDER_NAME;
        }
        return column == FocusColumn.SERVICE_PROVIDER_NAME && version != FocusVersion.V1_2
                ? FocusColumn.PROVIDER_NAME
                : null;
    }

    private static @Nullable Object value(CostRecord record, FocusColumn column) {
        return switch (column.type()) {
            case TEXT, JSON -> record.text(column);
            case DECIMAL -> record.decimal(column);
            case TIME -> record.time(column);
            case TAGS -> TagsJson.write(record.tags(), record.extensions().get(TagsJson.RAW));
        };
    }

    /** Most times are that of the row before, or of the column before. */
    private String timeText(Instant time) {
        if (!time.equals(lastTime)) {
            lastTime = time;
            lastTimeText = Times.format(time);
        }
        return lastTimeText;
    }
}
