package io.smartcost.testkit;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.Tags;
import io.smartcost.spi.CostStore;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Stores that keep records, but not quite as they came. One fault each. */
enum BrokenRoundTrips {
    ROUNDS_TO_TWELVE_DIGITS("everyDigitOfAnAmountIsKept", each(r -> decimals(r, d -> d.round(new MathContext(12))))),
    STORES_DOUBLES(
            "everyDigitOfAnAmountIsKept",
            each(r -> decimals(r, d -> new BigDecimal(Double.toString(d.doubleValue()))))),
    KEEPS_NINE_DECIMALS("everyDigitOfAnAmountIsKept", each(r -> decimals(r, d -> d.setScale(9, RoundingMode.HALF_UP)))),
    FORGETS_THE_SIGN("everyDigitOfAnAmountIsKept", each(r -> decimals(r, BigDecimal::abs))),
    TAKES_ABSENT_FOR_ZERO(
            "zeroIsKeptApartFromAbsent",
            each(r -> r.cost(CostMetric.BILLED) != null
                    ? r
                    : r.toBuilder().cost(CostMetric.BILLED, BigDecimal.ZERO).build())),
    ROUNDS_WHAT_IS_TOO_LONG(
            "anAmountWithTooManyDigitsIsKeptOrRefused", each(r -> decimals(r, d -> d.round(new MathContext(100))))),
    REFUSES_WITHOUT_SAYING_WHAT(
            "anAmountWithTooManyDigitsIsKeptOrRefused",
            each(r -> decimals(r, d -> {
                if (d.precision() > 100 || Math.abs(d.scale()) > 100) {
                    throw new IllegalStateException("value out of range");
                }
                return d;
            }))),
    HAS_ONE_CURRENCY_A_PARTITION(
            "currenciesAreKeptSideBySide",
            all(records -> records.stream()
                    .map(r -> r.toBuilder().currency(records.get(0).currency()).build())
                    .toList())),
    NORMALISES_JSON("everyColumnIsKeptAlone", each(r -> json(r, text -> text.replaceAll("\\s", "")))),
    LOSES_A_COLUMN_OF_WIDE_RECORDS(
            "allColumnsAreKeptTogether",
            each(r -> r.text(FocusColumn.SKU_ID) == null
                    ? r
                    : r.toBuilder().text(FocusColumn.INVOICE_DETAIL_ID, null).build())),
    ROUNDS_TIMES_TO_MILLISECONDS(
            "timesAreKeptToTheNanosecond", each(r -> times(r, t -> t.truncatedTo(ChronoUnit.MILLIS)))),
    KEEPS_TIMES_IN_32_BITS(
            "timesOfOtherCenturiesAreKept",
            each(r -> times(r, t -> Instant.ofEpochSecond((int) t.getEpochSecond(), t.getNano())))),
    KEEPS_LOCAL_TIMES(
            "daysAreUtcWhereverTheProgramRuns",
            each(r -> times(
                    r, t -> LocalDateTime.ofInstant(t, ZoneId.systemDefault()).toInstant(ZoneOffset.UTC)))),
    HAS_DAYS_SINCE_1970_ONLY("daysOfOtherCenturiesAreKept", each(r -> {
        if (r.day().toEpochDay() < 0) {
            throw new IllegalArgumentException("negative day");
        }
        return r;
    })),
    FOLDS_TAG_KEYS("tagsAreKeptAsTheyCame", each(r -> tags(r, k -> k.toLowerCase(Locale.ROOT), v -> v))),
    FOLDS_TAG_VALUES("tagsAreKeptAsTheyCame", each(r -> tags(r, k -> k, v -> v.toLowerCase(Locale.ROOT)))),
    TRIMS_TAGS("tagsAreKeptAsTheyCame", each(r -> tags(r, String::strip, v -> v))),
    TAKES_AN_EMPTY_TAG_FOR_NONE("tagsAreKeptAsTheyCame", each(r -> {
        Map<String, String> tags = new TreeMap<>(r.tags().entries());
        tags.values().removeIf(String::isEmpty);
        return r.toBuilder().tags(Tags.of(tags)).build();
    })),
    FOLDS_EXTENSIONS("extensionsAreKeptAsTheyCame", each(r -> {
        CostRecord.Builder folded = r.toBuilder();
        r.extensions().keySet().forEach(name -> folded.extension(name, null));
        r.extensions().forEach((name, value) -> folded.extension(name.toLowerCase(Locale.ROOT), value));
        return folded.build();
    })),
    TRUNCATES_LONG_TEXTS("hostileTextsAreKept", each(r -> texts(r, t -> t.substring(0, Math.min(t.length(), 4_000))))),
    STOPS_AT_NUL("hostileTextsAreKept", each(r -> texts(r, t -> t.split("\0", 2)[0]))),
    NORMALISES_LINE_ENDS("hostileTextsAreKept", each(r -> texts(r, t -> t.replace("\r\n", "\n")))),
    COMPOSES_CHARACTERS("hostileTextsAreKept", each(r -> texts(r, t -> t.replace("o\u0301", "\u00f3")))),
    KNOWS_ONLY_THREE_BYTE_CHARACTERS("hostileTextsAreKept", each(r -> texts(r, t -> t.replace("\ud83d\ude80", "?")))),
    TAKES_THE_WORD_NULL_FOR_NONE("hostileTextsAreKept", each(r -> texts(r, t -> t.equals("NULL") ? "" : t))),
    KEEPS_EQUAL_RECORDS_ONCE("equalRecordsAreAllKept", all(records -> List.copyOf(new LinkedHashSet<>(records)))),
    FORGETS_THE_LAST_BATCH(
            "aLargePartitionIsKeptWhole",
            all(records -> records.size() < 1_000 ? records : records.subList(0, records.size() / 1_000 * 1_000)));

    final String foundBy;
    private final UnaryOperator<List<CostRecord>> change;

    BrokenRoundTrips(String foundBy, UnaryOperator<List<CostRecord>> change) {
        this.foundBy = foundBy;
        this.change = change;
    }

    CostStore store() {
        return new MappingCostStore() {
            @Override
            List<CostRecord> records(List<CostRecord> records) {
                return change.apply(records);
            }
        };
    }

    private static UnaryOperator<List<CostRecord>> all(UnaryOperator<List<CostRecord>> change) {
        return change;
    }

    private static UnaryOperator<List<CostRecord>> each(UnaryOperator<CostRecord> change) {
        return records -> {
            List<CostRecord> changed = new ArrayList<>();
            records.forEach(record -> changed.add(change.apply(record)));
            return changed;
        };
    }

    private static CostRecord decimals(CostRecord record, UnaryOperator<BigDecimal> change) {
        CostRecord.Builder changed = record.toBuilder();
        for (FocusColumn column : FocusColumn.values()) {
            if (column.type() == FocusColumn.Type.DECIMAL && record.decimal(column) != null) {
                changed.decimal(column, change.apply(record.decimal(column)));
            }
        }
        return changed.build();
    }

    private static CostRecord json(CostRecord record, UnaryOperator<String> change) {
        CostRecord.Builder changed = record.toBuilder();
        for (FocusColumn column : FocusColumn.values()) {
            if (column.type() == FocusColumn.Type.JSON && record.text(column) != null) {
                changed.text(column, change.apply(record.text(column)));
            }
        }
        return changed.build();
    }

    private static CostRecord texts(CostRecord record, UnaryOperator<String> change) {
        String service = record.text(FocusColumn.SERVICE_NAME);
        return service == null
                ? record
                : record.toBuilder()
                        .text(FocusColumn.SERVICE_NAME, change.apply(service))
                        .build();
    }

    private static CostRecord times(CostRecord record, UnaryOperator<Instant> change) {
        CostRecord.Builder changed = record.toBuilder();
        for (FocusColumn column : FocusColumn.values()) {
            if (column.type() == FocusColumn.Type.TIME && record.time(column) != null) {
                changed.time(column, change.apply(record.time(column)));
            }
        }
        return changed.build();
    }

    private static CostRecord tags(CostRecord record, UnaryOperator<String> key, UnaryOperator<String> value) {
        Map<String, String> tags = new TreeMap<>();
        record.tags().entries().forEach((k, v) -> tags.put(key.apply(k), value.apply(v)));
        return record.toBuilder().tags(Tags.of(tags)).build();
    }
}
