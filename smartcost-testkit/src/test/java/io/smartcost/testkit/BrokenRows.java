package io.smartcost.testkit;

import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.query.CostTable.Row;
import io.smartcost.query.Dimension;
import io.smartcost.query.Measure;
import io.smartcost.query.Order;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Evaluators that get the rows of an answer wrong: what is added up, counted, ordered, limited. One fault each. */
enum BrokenRows {
    SUMS_IN_DOUBLE("sumsAreExactWhateverTheAmountsAndTheirOrder", new ReferenceEvaluator() {
        @Override
        BigDecimal sum(List<BigDecimal> amounts) {
            return new BigDecimal(
                    amounts.stream().mapToDouble(BigDecimal::doubleValue).sum());
        }
    }),
    SUMS_IN_38_DIGITS("sumsAreExactWhateverTheAmountsAndTheirOrder", new ReferenceEvaluator() {
        @Override
        BigDecimal sum(List<BigDecimal> amounts) {
            return super.sum(amounts).round(new MathContext(38));
        }
    }),
    HAS_NO_ROW_FOR_A_SUM_OF_ZERO(
            "sumsAreExactWhateverTheAmountsAndTheirOrder",
            changing((query, rows) ->
                    rows.removeIf(row -> row.value() != null && row.value().signum() == 0))),
    HAS_A_ROW_FOR_NOTHING("nothingHasNoRowsAndIsPartial", changing((query, rows) -> {
        if (rows.isEmpty() && query.groupBy().isEmpty()) {
            rows.add(new Row(List.of(), null, BigDecimal.ZERO, 0));
        }
    })),
    ADDS_CURRENCIES_TOGETHER("currenciesAreNeverAdded", new ReferenceEvaluator() {
        @Override
        @Nullable
        String unit(Measure measure, CostRecord record) {
            return measure instanceof Measure.Cost ? "USD" : super.unit(measure, record);
        }
    }),
    COUNTS_RECORDS_PER_CURRENCY("currenciesAreNeverAdded", new ReferenceEvaluator() {
        @Override
        Group groupOf(CostQuery query, CostRecord record) {
            return new Group(super.groupOf(query, record).key(), record.currency());
        }
    }),
    TAKES_BILLED_FOR_EFFECTIVE("eachMetricIsSummedByItself", new ReferenceEvaluator() {
        @Override
        @Nullable
        BigDecimal amount(Measure measure, CostRecord record) {
            return super.amount(measure.equals(Measure.EFFECTIVE) ? Measure.BILLED : measure, record);
        }
    }),
    ADDS_UNITS_TOGETHER("quantitiesAreSummedPerUnit", new ReferenceEvaluator() {
        @Override
        @Nullable
        String unit(Measure measure, CostRecord record) {
            return measure instanceof Measure.Quantity ? "Hours" : super.unit(measure, record);
        }
    }),
    COUNTS_RECORDS_THAT_CONSUME_NOTHING("quantitiesAreSummedPerUnit", new ReferenceEvaluator() {
        @Override
        boolean takesPart(Measure measure, CostRecord record) {
            return true;
        }
    }),
    TAKES_UNKNOWN_FOR_ZERO(
            "anUnknownAmountIsNotZero",
            changing((query, rows) -> rows.replaceAll(row -> new Row(
                    row.key(), row.unit(), row.value() == null ? BigDecimal.ZERO : row.value(), row.unknown())))),
    HIDES_HOW_MUCH_IS_UNKNOWN(
            "anUnknownAmountIsNotZero",
            changing((query, rows) -> rows.replaceAll(row -> new Row(row.key(), row.unit(), row.value(), 0)))),
    ORDERS_UNKNOWN_AS_THE_LARGEST("anUnknownAmountIsNotZero", new ReferenceEvaluator() {
        @Override
        int compareValues(Order order, Row a, Row b) {
            int unknownLast = super.compareValues(order, a, b);
            return order == Order.LARGEST_FIRST && (a.value() == null || b.value() == null)
                    ? -unknownLast
                    : unknownLast;
        }
    }),
    COUNTS_ABSENCE_AS_A_TEXT("distinctCountsTextsAndNotTheirAbsence", new ReferenceEvaluator() {
        @Override
        int distinct(Dimension dimension, List<CostRecord> records) {
            Set<String> texts = new LinkedHashSet<>();
            records.forEach(record -> texts.add(text(dimension, record)));
            return texts.size();
        }
    }),
    COUNTS_WITHOUT_CASE("distinctCountsTextsAndNotTheirAbsence", new ReferenceEvaluator() {
        @Override
        int distinct(Dimension dimension, List<CostRecord> records) {
            Set<String> texts = new LinkedHashSet<>();
            records.forEach(r -> texts.add(String.valueOf(text(dimension, r)).toLowerCase(Locale.ROOT)));
            texts.remove("null");
            return texts.size();
        }
    }),
    LEAVES_TIES_AS_THEY_COME("rowsThatTheOrderLeavesEqualAreOrderedByKey", new ReferenceEvaluator() {
        @Override
        int compare(Order order, Row a, Row b) {
            boolean tied = a.value() != null && a.value().equals(b.value());
            return order == Order.LARGEST_FIRST
                            && tied
                            && String.valueOf(a.unit()).equals(String.valueOf(b.unit()))
                    ? 0
                    : super.compare(order, a, b);
        }
    }),
    ORDERS_BY_UTF_16("keysAreInCodePointOrder", new ReferenceEvaluator() {
        @Override
        int compareTexts(String a, String b) {
            return a.compareTo(b);
        }
    }),
    ORDERS_WITHOUT_CASE("keysAreInCodePointOrder", new ReferenceEvaluator() {
        @Override
        int compareTexts(String a, String b) {
            return String.CASE_INSENSITIVE_ORDER
                    .thenComparing(super::compareTexts)
                    .compare(a, b);
        }
    }),
    LIMITS_ALL_CURRENCIES_TOGETHER("aLimitHoldsForEachUnit", new ReferenceEvaluator() {
        @Override
        List<Row> limit(List<Row> rows, int limit) {
            return rows.subList(0, Math.min(limit, rows.size()));
        }
    }),
    ORDERS_BY_THE_LAST_DIMENSION_FIRST("keysOfSeveralDimensionsKeepTheOrderOfTheDimensions", new ReferenceEvaluator() {
        @Override
        int compareKeys(Row a, Row b) {
            int last = a.key().size() - 1;
            int byLast =
                    last < 1 ? 0 : compareAbsentLast(a.key().get(last), b.key().get(last));
            return byLast != 0 ? byLast : super.compareKeys(a, b);
        }
    }),
    GROUPS_ABSENT_TEXTS_WITH_EMPTY_ONES("everyDimensionIsGroupedByUnderEveryMeasure", new ReferenceEvaluator() {
        @Override
        Group groupOf(CostQuery query, CostRecord record) {
            Group group = super.groupOf(query, record);
            return new Group(
                    group.key().stream().map(text -> text == null ? "" : text).toList(), group.unit());
        }
    }),
    ORDERS_ABSENT_KEYS_LAST_WHEN_DESCENDING("everyOrderGoesWithEveryLimit", new ReferenceEvaluator() {
        @Override
        int compare(Order order, Row a, Row b) {
            boolean absent =
                    !a.key().isEmpty() && (a.key().get(0) == null || b.key().get(0) == null);
            return super.compare(order == Order.KEY_DESCENDING && absent ? Order.KEY_ASCENDING : order, a, b);
        }
    }),
    LIMITS_ONE_TOO_FEW("everyOrderGoesWithEveryLimit", new ReferenceEvaluator() {
        @Override
        List<Row> limit(List<Row> rows, int limit) {
            return super.limit(rows, limit == 5 ? 4 : limit);
        }
    });

    final String foundBy;

    final ReferenceEvaluator evaluator;

    BrokenRows(String foundBy, ReferenceEvaluator evaluator) {
        this.foundBy = foundBy;
        this.evaluator = evaluator;
    }

    private interface RowChange {
        void change(CostQuery query, List<Row> rows);
    }

    private static ReferenceEvaluator changing(RowChange change) {
        return new ReferenceEvaluator() {
            @Override
            CostTable answer(CostQuery query, Iterable<CostPartition> partitions) {
                CostTable right = super.answer(query, partitions);
                List<Row> rows = new ArrayList<>(right.rows());
                change.change(query, rows);
                return new CostTable(right.groupBy(), rows, right.periods());
            }
        };
    }
}
