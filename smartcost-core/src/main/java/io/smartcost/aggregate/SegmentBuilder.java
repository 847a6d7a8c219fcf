package io.smartcost.aggregate;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.query.CostDimension;
import io.smartcost.query.TagDimension;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
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
    /** By {@link Dictionary#column}. */
    private @Nullable Codes[] columns = new Codes[16];

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

    /** @throws IllegalArgumentException if it is another tenant's or engine's dictionary, or the code is none of its */
    void set(Dictionary dictionary, int code) {
        if (code <= Dictionary.ABSENT || code >= dictionary.size()) {
            throw new IllegalArgumentException(
                    "The column has no text with the code " + code + ", its codes are 1 to " + (dictionary.size() - 1));
        }
        column(dictionary).set(rows, code);
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
            column(dictionaries.of(column)).set(rows, text);
        }
    }

    /** Adds some rows of a segment whose codes are of the same dictionaries. */
    void add(Segment segment, int from, int to) {
        int[] codes = new int[Column.BLOCK];
        dictionaries.forEach(dictionary -> {
            Column column = segment.column(dictionary.column());
            if (column != null) {
                add(column(dictionary), column, from, to, codes);
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
        for (CostDimension time : TIMES) {
            Dictionary dictionary = dictionaries.of(time.id());
            column(dictionary).setAll(rows, dictionary.code(time.ofDay(day)));
        }
        @Nullable Column[] built = new Column[columns.length];
        for (int i = 0; i < built.length; i++) {
            Codes codes = columns[i];
            built[i] = codes == null ? null : codes.build(order);
        }
        Amounts[] settled = new Amounts[AMOUNTS.length];
        for (int i = 0; i < settled.length; i++) {
            settled[i] = shared(amounts[i].build(order), settled, i);
        }
        return new Segment(day, rows, built, settled);
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
            int[] codes = column(dictionaries.of(Segment.SORTED_BY.get(i))).codes(rows);
            for (int row = 0; row < rows; row++) {
                keys[row] |= (long) codes[row] << bits;
            }
            bits += width;
        }
        RadixSort.sort(keys, order, bits);
        return order;
    }

    private Codes column(Dictionary dictionary) {
        int index = dictionary.column();
        if (index >= columns.length) {
            columns = Arrays.copyOf(columns, index + 8);
        }
        Codes codes = columns[index];
        if (codes == null && dictionaries.has(dictionary)) {
            codes = new Codes(dictionary);
            columns[index] = codes;
        }
        if (codes == null || !codes.isOf(dictionary)) {
            throw new IllegalArgumentException("The column is of another engine or tenant than the loader");
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

        @SuppressWarnings("ReferenceEquality") // there is one of each column
        boolean isOf(Dictionary other) {
            return dictionary == other;
        }

        @SuppressWarnings("ReferenceEquality") // only to save a look-up
        void set(int row, String text) {
            if (text != lastText) {
                lastText = text;
                lastCode = dictionary.code(text);
            }
            set(row, lastCode);
        }

        void set(int row, int code) {
            reserve(row + 1);
            codes[row] = code;
        }

        void set(int row, int[] source, int count) {
            reserve(row + count);
            System.arraycopy(source, 0, codes, row, count);
        }

        void setAll(int count, int code) {
            reserve(count);
            Arrays.fill(codes, 0, count, code);
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

        /** Null if no row has a text. */
        @Nullable
        Column build(int[] order) {
            reserve(order.length);
            int[] sorted = new int[order.length];
            int all = 0;
            for (int row = 0; row < sorted.length; row++) {
                int code = codes[order[row]];
                sorted[row] = code;
                all |= code;
            }
            return all == Dictionary.ABSENT ? null : Column.of(sorted, sorted.length);
        }
    }
}
