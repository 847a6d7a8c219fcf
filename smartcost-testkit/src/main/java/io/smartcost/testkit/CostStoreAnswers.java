package io.smartcost.testkit;

import static io.smartcost.query.CostDimension.CHARGE_CATEGORY;
import static io.smartcost.query.CostDimension.DAY;
import static io.smartcost.query.CostDimension.MONTH;
import static io.smartcost.query.CostDimension.PROVIDER;
import static io.smartcost.query.CostDimension.REGION;
import static io.smartcost.query.CostDimension.RESOURCE;
import static io.smartcost.query.CostDimension.SERVICE;
import static io.smartcost.query.CostDimension.WEEK;
import static io.smartcost.query.Dimension.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.Tags;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.query.CostTable.Period;
import io.smartcost.query.CostTable.Row;
import io.smartcost.query.Filter;
import io.smartcost.query.Measure;
import io.smartcost.query.Order;
import io.smartcost.spi.AggregatingCostStore;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a query promises, each promise on data small enough to know the answer by heart. */
abstract class CostStoreAnswers extends CostStoreContract {
    /** The first of March is a Sunday. */
    private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);

    private static final CostQuery ONE_DAY = CostQuery.of(ACME, DayRange.of(FRIDAY));

    @Override
    protected abstract AggregatingCostStore emptyStore();

    CostTable ask(CostQuery query) {
        return ((AggregatingCostStore) store).aggregate(query);
    }

    private void assertRows(CostQuery query, Row... rows) {
        assertThat(ask(query).rows()).as(query.toString()).containsExactly(rows);
    }

    static Row row(@Nullable String unit, @Nullable String value, long unknown, @Nullable String... key) {
        return new Row(Arrays.asList(key), unit, value == null ? null : new BigDecimal(value), unknown);
    }

    private void store(CostRecord.Builder... records) {
        store.replace(
                ACME,
                partition(
                        FRIDAY,
                        Arrays.stream(records).map(CostRecord.Builder::build).toArray(CostRecord[]::new)));
    }

    private static CostRecord.Builder billed(@Nullable String amount) {
        return record(FRIDAY).cost(CostMetric.BILLED, amount == null ? null : new BigDecimal(amount));
    }

    private static CostRecord.Builder of(String service, @Nullable String amount) {
        return billed(amount).text(FocusColumn.SERVICE_NAME, service);
    }

    private static CostRecord.Builder tagged(String amount, Map<String, String> tags) {
        return billed(amount).tags(Tags.of(tags));
    }

    @Test
    void nothingHasNoRowsAndIsPartial() {
        assertThat(ask(ONE_DAY)).isEqualTo(table(ONE_DAY, new Period(ONE_DAY.days(), Completeness.PARTIAL)));
        assertThat(ask(ONE_DAY.measure(Measure.RECORDS)).rows()).isEmpty();
        store.replace(ACME, partition(FRIDAY));
        assertThat(ask(ONE_DAY)).isEqualTo(table(ONE_DAY, new Period(ONE_DAY.days(), Completeness.FINAL)));
    }

    private static CostTable table(CostQuery query, Period... periods) {
        return new CostTable(query.groupBy(), List.of(), List.of(periods));
    }

    @Test
    void sumsAreExactWhateverTheAmountsAndTheirOrder() {
        BigDecimal huge = new BigDecimal(BigInteger.TEN.pow(mostDigits()).subtract(BigInteger.ONE));
        BigDecimal tiny = new BigDecimal(BigInteger.ONE, mostDigits());
        store(billed(huge.toString()), billed(tiny.toString()), billed("0.1"), billed("0.2"), billed(huge.toString()));
        assertRows(
                ONE_DAY,
                row("USD", huge.add(huge).add(tiny).add(new BigDecimal("0.3")).toPlainString(), 0));
        store(
                billed(huge.toString()),
                billed(tiny.toString()),
                billed(huge.negate().toString()));
        assertRows(ONE_DAY, row("USD", tiny.toPlainString(), 0));
        store(billed("12.5"), billed("-12.50"));
        assertRows(ONE_DAY, row("USD", "0", 0));
    }

    @Test
    void currenciesAreNeverAdded() {
        store(
                billed("1"),
                billed("2").currency("EUR"),
                billed("4"),
                billed("8").currency("EUR"),
                billed(null).currency("JPY"));
        assertRows(ONE_DAY, row("EUR", "10", 0), row("JPY", null, 1), row("USD", "5", 0));
        assertRows(ONE_DAY.measure(Measure.RECORDS), row(null, "5", 0));
    }

    @Test
    void eachMetricIsSummedByItself() {
        store(
                billed("1").cost(CostMetric.EFFECTIVE, new BigDecimal("2")).cost(CostMetric.LIST, new BigDecimal("3")),
                billed("1").cost(CostMetric.CONTRACTED, new BigDecimal("4")));
        assertRows(ONE_DAY, row("USD", "2", 0));
        assertRows(ONE_DAY.measure(Measure.EFFECTIVE), row("USD", "2", 1));
        assertRows(ONE_DAY.measure(Measure.LIST), row("USD", "3", 1));
        assertRows(ONE_DAY.measure(Measure.CONTRACTED), row("USD", "4", 1));
    }

    @Test
    void quantitiesAreSummedPerUnit() {
        store(
                quantity("3", "Hours"),
                quantity("4", "Hours"),
                quantity("5", "GB"),
                quantity("6", null),
                quantity(null, "GB"),
                quantity(null, null),
                quantity(null, "Requests"));
        assertRows(
                ONE_DAY.measure(Measure.QUANTITY),
                row("GB", "5", 1),
                row("Hours", "7", 0),
                row("Requests", null, 1),
                row(null, "6", 0));
    }

    private static CostRecord.Builder quantity(@Nullable String amount, @Nullable String unit) {
        return billed("1")
                .decimal(FocusColumn.CONSUMED_QUANTITY, amount == null ? null : new BigDecimal(amount))
                .text(FocusColumn.CONSUMED_UNIT, unit);
    }

    @Test
    void anUnknownAmountIsNotZero() {
        store(of("A", "1"), of("A", null), of("B", null), of("B", null), of("C", "0"), of("D", "-1"));
        assertRows(
                ONE_DAY.groupBy(SERVICE).orderBy(Order.SMALLEST_FIRST),
                row("USD", "-1", 0, "D"),
                row("USD", "0", 0, "C"),
                row("USD", "1", 1, "A"),
                row("USD", null, 2, "B"));
        assertRows(
                ONE_DAY.groupBy(SERVICE).orderBy(Order.LARGEST_FIRST),
                row("USD", "1", 1, "A"),
                row("USD", "0", 0, "C"),
                row("USD", "-1", 0, "D"),
                row("USD", null, 2, "B"));
    }

    @Test
    void distinctCountsTextsAndNotTheirAbsence() {
        store(of("A", "1"), of("a", "1"), of("A", null), billed("1").currency("EUR"), of("a ", "1"));
        assertRows(ONE_DAY.measure(Measure.distinct(SERVICE)), row(null, "3", 0));
        assertRows(ONE_DAY.measure(Measure.distinct(REGION)), row(null, "0", 0));
        assertRows(ONE_DAY.measure(Measure.distinct(DAY)), row(null, "1", 0));
    }

    @Test
    void rowsThatTheOrderLeavesEqualAreOrderedByKey() {
        store(of("b", "1"), of("a", "1"), of("c", "1.0"), of("B", "1"), billed("1"));
        for (Order order : List.of(Order.SMALLEST_FIRST, Order.LARGEST_FIRST, Order.KEY_ASCENDING)) {
            assertRows(
                    ONE_DAY.groupBy(SERVICE).orderBy(order),
                    row("USD", "1", 0, "B"),
                    row("USD", "1", 0, "a"),
                    row("USD", "1", 0, "b"),
                    row("USD", "1", 0, "c"),
                    row("USD", "1", 0, (String) null));
        }
    }

    @Test
    void keysAreInCodePointOrder() {
        store(of("\ud83d\ude80", "1"), of("\uff5e", "1"), of("\u00e9", "1"), of("z", "1"), of("Z", "1"), of("e", "1"));
        assertThat(ask(ONE_DAY.groupBy(SERVICE)).rows())
                .extracting(r -> r.key().get(0))
                .containsExactly("Z", "e", "z", "\u00e9", "\uff5e", "\ud83d\ude80");
        assertThat(ask(ONE_DAY.groupBy(SERVICE).orderBy(Order.KEY_DESCENDING)).rows())
                .extracting(r -> r.key().get(0))
                .containsExactly("\ud83d\ude80", "\uff5e", "\u00e9", "z", "e", "Z");
    }

    @Test
    void aLimitHoldsForEachUnit() {
        store(
                of("a", "1"),
                of("b", "2"),
                of("c", "3"),
                of("a", "10").currency("EUR"),
                of("c", "30").currency("EUR"));
        assertRows(
                ONE_DAY.groupBy(SERVICE).top(2),
                row("EUR", "30", 0, "c"),
                row("EUR", "10", 0, "a"),
                row("USD", "3", 0, "c"),
                row("USD", "2", 0, "b"));
    }

    @Test
    void aFilterIsTrueOrFalseOfARecordWithoutTheText() {
        store(of("prod", "1"), of("test", "2"), billed("4"));
        assertRows(ONE_DAY.where(SERVICE.is("prod")), row("USD", "1", 0));
        assertRows(ONE_DAY.where(SERVICE.is("prod").not()), row("USD", "6", 0));
        assertRows(ONE_DAY.where(SERVICE.startsWith("p").not()), row("USD", "6", 0));
        assertRows(ONE_DAY.where(SERVICE.contains("s").not()), row("USD", "5", 0));
        assertRows(ONE_DAY.where(SERVICE.isAbsent()), row("USD", "4", 0));
        assertRows(ONE_DAY.where(SERVICE.isAbsent().not()), row("USD", "3", 0));
        assertRows(ONE_DAY.where(SERVICE.startsWith("")), row("USD", "3", 0));
        assertRows(ONE_DAY.where(new Filter.Or(List.of())));
        assertRows(ONE_DAY.where(new Filter.Or(List.of()).not()), row("USD", "7", 0));
    }

    @Test
    void aFilterComparesToTheLetter() {
        List<CostRecord> records = new ArrayList<>();
        HostileTexts.ALL.forEach(text -> records.add(of(text, "1").build()));
        store.replace(ACME, new CostPartition(ACCOUNT, FRIDAY, Completeness.FINAL, records));
        for (String text : HostileTexts.ALL) {
            long starting =
                    HostileTexts.ALL.stream().filter(t -> t.startsWith(text)).count();
            long containing =
                    HostileTexts.ALL.stream().filter(t -> t.contains(text)).count();
            CostQuery counted = ONE_DAY.measure(Measure.RECORDS);
            assertRows(counted.groupBy(SERVICE).where(SERVICE.is(text)), row(null, "1", 0, text));
            assertRows(counted.where(SERVICE.startsWith(text)), row(null, "" + starting, 0));
            assertRows(counted.where(SERVICE.contains(text)), row(null, "" + containing, 0));
        }
    }

    @Test
    void tagKeysAreMatchedWithoutCaseAndValuesWithIt() {
        store(
                tagged("1", Map.of("Env", "prod")),
                tagged("2", Map.of("env", "Prod", "ENV", "first")),
                tagged("4", Map.of("eNV", "prod", "env", "last")),
                tagged("8", Map.of("environment", "prod")),
                tagged("16", Map.of("env", "")));
        assertRows(
                ONE_DAY.groupBy(tag("ENV")),
                row("USD", "16", 0, ""),
                row("USD", "2", 0, "first"),
                row("USD", "5", 0, "prod"),
                row("USD", "8", 0, (String) null));
        assertRows(ONE_DAY.where(tag("env").is("prod")), row("USD", "5", 0));
        assertRows(ONE_DAY.where(tag("env").is("Prod")));
        assertRows(ONE_DAY.where(tag("env").isAbsent()), row("USD", "8", 0));
    }

    @Test
    void theServiceProviderIsTheProviderWhereItIsKnown() {
        store(
                billed("1").text(FocusColumn.PROVIDER_NAME, "AWS"),
                billed("2").text(FocusColumn.PROVIDER_NAME, "Old").text(FocusColumn.SERVICE_PROVIDER_NAME, "AWS"),
                billed("4").text(FocusColumn.HOST_PROVIDER_NAME, "AWS"));
        assertRows(ONE_DAY.groupBy(PROVIDER), row("USD", "3", 0, "AWS"), row("USD", "4", 0, (String) null));
        assertRows(ONE_DAY.where(PROVIDER.is("Old")));
    }

    @Test
    void keysOfSeveralDimensionsKeepTheOrderOfTheDimensions() {
        store(
                of("b", "1").text(FocusColumn.REGION_ID, "x"),
                of("a", "2").text(FocusColumn.REGION_ID, "y"),
                of("a", "4").text(FocusColumn.REGION_ID, "x"),
                of("x", "8").text(FocusColumn.REGION_ID, "a"));
        assertRows(
                ONE_DAY.groupBy(REGION, SERVICE),
                row("USD", "8", 0, "a", "x"),
                row("USD", "4", 0, "x", "a"),
                row("USD", "1", 0, "x", "b"),
                row("USD", "2", 0, "y", "a"));
        assertRows(ONE_DAY.groupBy(SERVICE, CHARGE_CATEGORY).limit(1), row("USD", "6", 0, "a", null));
    }

    @Test
    void aTenantIsAnsweredFromItsOwnRecords() {
        store(billed("1"));
        store.replace(GLOBEX, partition(FRIDAY, cost(FRIDAY, "2")));
        store.replace(
                GLOBEX, new CostPartition(OTHER_ACCOUNT, FRIDAY, Completeness.PARTIAL, List.of(cost(FRIDAY, "4"))));
        assertThat(ask(ONE_DAY).completeness()).isEqualTo(Completeness.FINAL);
        assertRows(ONE_DAY, row("USD", "1", 0));
        assertRows(CostQuery.of(GLOBEX, ONE_DAY.days()), row("USD", "6", 0));
    }

    @Test
    void accountsAreAddedUp() {
        store(billed("1"));
        store.replace(ACME, partition(OTHER_ACCOUNT, FRIDAY, cost(FRIDAY, "2")));
        assertRows(ONE_DAY, row("USD", "3", 0));
    }

    @Test
    void anAnswerFollowsEveryChange() {
        store(billed("1"));
        assertRows(ONE_DAY, row("USD", "1", 0));
        store.replace(ACME, new CostPartition(ACCOUNT, FRIDAY, Completeness.ESTIMATED, List.of(cost(FRIDAY, "2"))));
        assertThat(ask(ONE_DAY))
                .isEqualTo(new CostTable(
                        List.of(),
                        List.of(row("USD", "2", 0)),
                        List.of(new Period(ONE_DAY.days(), Completeness.ESTIMATED))));
        store.replace(ACME, partition(FRIDAY));
        assertThat(ask(ONE_DAY)).isEqualTo(table(ONE_DAY, new Period(ONE_DAY.days(), Completeness.FINAL)));
        store.drop(ACME, ALL);
        assertThat(ask(ONE_DAY)).isEqualTo(table(ONE_DAY, new Period(ONE_DAY.days(), Completeness.PARTIAL)));
    }

    @Test
    void completenessIsTheWorstOfAPeriod() {
        complete(MARCH, Completeness.FINAL, Completeness.FINAL);
        complete(MARCH.plusDays(1), Completeness.ESTIMATED, Completeness.FINAL);
        complete(MARCH.plusDays(2), Completeness.ESTIMATED, Completeness.PARTIAL);
        CostQuery query =
                CostQuery.of(ACME, new DayRange(MARCH, MARCH.plusDays(4))).groupBy(DAY);
        List<Completeness> days =
                List.of(Completeness.FINAL, Completeness.ESTIMATED, Completeness.PARTIAL, Completeness.PARTIAL);
        for (CostQuery asked : List.of(query, query.where(RESOURCE.is("nobody")), query.groupBy(SERVICE, MONTH, DAY))) {
            assertThat(ask(asked).periods())
                    .as("the fourth day has no partition")
                    .extracting(Period::completeness)
                    .isEqualTo(days);
            assertThat(ask(asked).periods())
                    .extracting(Period::days)
                    .isEqualTo(query.days().days().map(DayRange::of).toList());
        }
        assertThat(ask(CostQuery.of(ACME, new DayRange(MARCH, MARCH.plusDays(2))))
                        .periods())
                .containsExactly(new Period(new DayRange(MARCH, MARCH.plusDays(2)), Completeness.ESTIMATED));
        assertThat(ask(CostQuery.of(ACME, query.days())).periods())
                .containsExactly(new Period(query.days(), Completeness.PARTIAL));
    }

    private void complete(LocalDate day, Completeness one, Completeness other) {
        store.replace(ACME, new CostPartition(ACCOUNT, day, one, List.of()));
        store.replace(ACME, new CostPartition(OTHER_ACCOUNT, day, other, List.of(cost(day, "1"))));
    }

    @Test
    void weeksBeginOnMondayAndPeriodsAreClippedToTheQuestion() {
        DayRange days = new DayRange(MARCH.minusDays(3), MARCH.plusDays(9));
        DayRange stored = new DayRange(days.start().minusDays(1), days.end().plusDays(1));
        stored.days().forEach(day -> store.replace(ACME, partition(day, cost(day, "1"))));
        store.replace(ACME, new CostPartition(ACCOUNT, MARCH, Completeness.ESTIMATED, List.of(cost(MARCH, "1"))));
        CostTable weeks = ask(CostQuery.of(ACME, days).groupBy(WEEK));
        assertThat(weeks.rows())
                .containsExactly(
                        row("USD", "4", 0, "2026-02-23"),
                        row("USD", "7", 0, "2026-03-02"),
                        row("USD", "1", 0, "2026-03-09"));
        assertThat(weeks.periods())
                .containsExactly(
                        new Period(new DayRange(days.start(), MARCH.plusDays(1)), Completeness.ESTIMATED),
                        new Period(new DayRange(MARCH.plusDays(1), MARCH.plusDays(8)), Completeness.FINAL),
                        new Period(new DayRange(MARCH.plusDays(8), days.end()), Completeness.FINAL));
        CostTable months = ask(CostQuery.of(ACME, days).groupBy(MONTH));
        assertThat(months.rows()).containsExactly(row("USD", "3", 0, "2026-02"), row("USD", "9", 0, "2026-03"));
        assertThat(months.periods())
                .containsExactly(
                        new Period(new DayRange(days.start(), MARCH), Completeness.FINAL),
                        new Period(new DayRange(MARCH, days.end()), Completeness.ESTIMATED));
    }
}
