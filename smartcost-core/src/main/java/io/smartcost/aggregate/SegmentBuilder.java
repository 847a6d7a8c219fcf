package io.smartcost.aggregate;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.query.CostDimension;
import io.smartcost.query.TagDimension;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects the rows of one day and makes a {@link Segment} of them. Not thread-safe; builders may share dictionaries. */
final class SegmentBuilder {
    private static final List<CostDimension> TIMES =
            Stream.of(CostDimension.values()).filter(CostDimension::isTime).toList();
    private static final List<CostDimension> TEXTS =
            Stream.of(CostDimension.values()).filter(d -> !d.isTime()).toList();
    private static final Segment.Amount[] AMOUNTS = Segment.Amount.values();

    private final LocalDate day;
    private final Dictionaries dictionaries;
    private final Map<String, Codes> columns = new HashMap<>();
    private final Amounts.Builder[] amounts = new Amounts.Builder[AMOUNTS.length];
    private final Predicate<String> wanted;
    private int rows;

    SegmentBuilder(LocalDate day, Dictionaries dictionaries) {
        this(day, dictionaries, column -> true);
    }

    /** @param wanted which columns to keep, for a segment that will be asked one question only */
    SegmentBuilder(LocalDate day, Dictionaries dictionaries, Predicate<String> wanted) {
        this.day = day;
        this.dictionaries = dictionaries;
        this.wanted = wanted;
        Arrays.setAll(amounts, i -> new Amounts.Builder());
    }

    void add(CostRecord record) {
        for (CostDimension dimension : TEXTS) {
            set(dimension.id(), dimension.of(record));
        }
        record.tags().folded().forEach((key, value) -> {
            if (!key.isEmpty()) {
                set(new TagDimension(key).id(), value);
            }
        });
        set(Dictionaries.CURRENCY, record.currency());
        set(Dictionaries.UNIT, record.text(FocusColumn.CONSUMED_UNIT));
        for (CostMetric metric : CostMetric.values()) {
            set(Segment.Amount.of(metric), record.cost(metric));
        }
        set(Segment.Amount.QUANTITY, record.decimal(FocusColumn.CONSUMED_QUANTITY));
        endRow();
    }

    void endRow() {
        rows++;
    }

    /** Where the texts of a column go, row by row. */
    Consumer<String> texts(String column) {
        Codes codes = column(column);
        return text -> codes.set(rows, text);
    }

    void set(Segment.Amount amount, @Nullable BigDecimal value) {
        if (value != null) {
            amounts[amount.ordinal()].set(rows, value);
        }
    }

    void set(Segment.Amount amount, long value, int scale) {
        amounts[amount.ordinal()].set(rows, value, scale);
    }

    private void set(String column, @Nullable String text) {
        if (text != null && wanted.test(column)) {
            column(column).set(rows, text);
        }
    }

    /** Adds some rows of a segment whose codes are of the same dictionaries. */
    void add(Segment segment, int from, int to) {
        int[] codes = new int[Column.BLOCK];
        dictionaries.forEach((name, dictionary) -> {
            Column column = segment.column(dictionary.column());
            if (column != null) {
                add(column(name), column, from, to, codes);
            }
        });
        for (Segment.Amount amount : AMOUNTS) {
            Amounts source = segment.amounts(amount);
            if (source != null) {
                add(amounts[amount.ordinal()], source, from, to);
            }
        }
        rows += to - from;
    }

    private void add(Codes target, Column source, int from, int to, int[] buffer) {
        for (int row = from; row < to; row += Column.BLOCK) {
            int count = Math.min(Column.BLOCK, to - row);
            source.read(row, count, buffer);
            target.set(rows + row - from, buffer, count);
        }
    }

    private void add(Amounts.Builder target, Amounts source, int from, int to) {
        for (int row = from; row < to; row++) {
            if (source.isPlain()) {
                target.set(rows + row - from, source.values()[row], source.scale());
            } else {
                BigDecimal value = source.get(row);
                if (value != null) {
                    target.set(rows + row - from, value);
                }
            }
        }
    }

    Segment build() {
        return build(order());
    }

    /** Keeps the rows as they came, so that slices stay slices. */
    Segment buildUnsorted() {
        int[] order = new int[rows];
        Arrays.setAll(order, i -> i);
        return build(order);
    }

    private Segment build(int[] order) {
        Map<Dictionary, Column> built = new HashMap<>();
        columns.values().forEach(codes -> codes.build(order).ifPresent(column -> built.put(codes.dictionary, column)));
        for (CostDimension time : TIMES) {
            Dictionary dictionary = dictionaries.of(time.id());
            built.put(dictionary, Column.constant(dictionary.code(time.ofDay(day)), rows));
        }
        int last = built.keySet().stream().mapToInt(Dictionary::column).max().orElse(-1);
        @Nullable Column[] byIndex = new Column[last + 1];
        built.forEach((dictionary, column) -> byIndex[dictionary.column()] = column);
        Amounts[] settled = new Amounts[AMOUNTS.length];
        for (int i = 0; i < settled.length; i++) {
            settled[i] = shared(amounts[i].build(order), settled, i);
        }
        return new Segment(day, rows, byIndex, settled);
    }

    /** Effective, contracted and list costs are often the billed ones. */
    private static @Nullable Amounts shared(@Nullable Amounts amounts, Amounts[] earlier, int count) {
        for (int i = 0; i < count; i++) {
            Amounts other = earlier[i];
            if (amounts != null
                    && other != null
                    && amounts.isPlain()
                    && other.isPlain()
                    && amounts.scale() == other.scale()
                    && Arrays.equals(amounts.values(), other.values())) {
                return other;
            }
        }
        return amounts;
    }

    /** The rows in sorted order; equal rows keep the order in which they came. */
    private int[] order() {
        long[] keys = new long[rows];
        int[] order = new int[rows];
        Arrays.setAll(order, i -> i);
        int bits = 0;
        for (int i = Segment.SORTED_BY.size() - 1; i >= 0; i--) {
            int width = Integer.SIZE
                    - Integer.numberOfLeadingZeros(
                            dictionaries.of(Segment.SORTED_BY.get(i)).size());
            if (bits + width > Long.SIZE - 1) {
                break;
            }
            int[] codes = column(Segment.SORTED_BY.get(i)).codes(rows);
            for (int row = 0; row < rows; row++) {
                keys[row] |= (long) codes[row] << bits;
            }
            bits += width;
        }
        RadixSort.sort(keys, order, bits);
        return order;
    }

    private Codes column(String name) {
        Codes codes = columns.get(name);
        if (codes == null) {
            codes = new Codes(dictionaries.of(name));
            columns.put(name, codes);
        }
        return codes;
    }

    /** One column while it grows. */
    private static final class Codes {
        private final Dictionary dictionary;
        private int[] codes = new int[256];
        private int end;
        private @Nullable String lastText;
        private int lastCode = Dictionary.ABSENT;

        Codes(Dictionary dictionary) {
            this.dictionary = dictionary;
        }

        void set(int row, String text) {
            if (!text.equals(lastText)) {
                lastText = text;
                lastCode = dictionary.code(text);
            }
            reserve(row + 1);
            codes[row] = lastCode;
        }

        void set(int row, int[] source, int count) {
            reserve(row + count);
            System.arraycopy(source, 0, codes, row, count);
        }

        private void reserve(int length) {
            if (length > codes.length) {
                codes = Arrays.copyOf(codes, Math.max(length, codes.length * 2));
            }
            end = Math.max(end, length);
        }

        int[] codes(int rows) {
            reserve(rows);
            return codes;
        }

        Optional<Column> build(int[] order) {
            reserve(order.length);
            int[] sorted = new int[order.length];
            boolean present = false;
            for (int row = 0; row < sorted.length; row++) {
                sorted[row] = codes[order[row]];
                present |= sorted[row] != Dictionary.ABSENT;
            }
            return present ? Optional.of(Column.of(sorted, sorted.length)) : Optional.empty();
        }
    }
}
