package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.DayRange;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.query.Dimension;
import io.smartcost.query.Filter;
import io.smartcost.query.Measure;
import io.smartcost.query.Order;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every {@link io.smartcost.spi.AggregatingCostStore} does: all that a {@link CostStoreContract} asks, and each answer equal
 * to that of the {@link ReferenceEvaluator}. Extend it and give an empty store.
 *
 * <p>The random tests tell their seed; {@code -Dsmartcost.seed=} with that number runs them for it alone.
 */
public abstract class AggregatingCostStoreContract extends CostStoreAnswers {
    private static final DayRange SPRING = new DayRange(LocalDate.of(2026, 1, 28), LocalDate.of(2026, 3, 3));
    private static final CostQuery START = CostQuery.of(ACME, SPRING);

    /** How many random queries are asked of each of the random data sets. */
    protected int randomQueries() {
        return 80;
    }

    static LongStream seeds() {
        return Seeds.of(8);
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void randomQueriesAreAnsweredAsTheReferenceDoes(long seed) {
        RandomCosts random = new RandomCosts(seed, mostDigits());
        Map<Tenant, List<CostPartition>> data = load(random);
        for (int i = 0; i < randomQueries(); i++) {
            CostQuery query = random.query(i % 2 == 0 ? START : CostQuery.of(GLOBEX, SPRING));
            assertAgrees(query, data, "smartcost.seed=" + seed + ", query " + i);
        }
        replaceSome(random, data);
        for (int i = 0; i < randomQueries() / 4; i++) {
            assertAgrees(random.query(START), data, "smartcost.seed=" + seed + ", query " + i + " after changes");
        }
    }

    private Map<Tenant, List<CostPartition>> load(RandomCosts random) {
        Map<Tenant, List<CostPartition>> data = new LinkedHashMap<>();
        for (Tenant tenant : List.of(ACME, GLOBEX)) {
            store.drop(tenant, ALL);
            data.put(tenant, random.partitions());
            data.getOrDefault(tenant, List.of()).forEach(partition -> store.replace(tenant, partition));
        }
        return data;
    }

    private void replaceSome(RandomCosts random, Map<Tenant, List<CostPartition>> data) {
        List<CostPartition> now = new ArrayList<>(data.getOrDefault(ACME, List.of()));
        for (CostPartition changed : random.partitions()) {
            now.removeIf(
                    old -> old.account().equals(changed.account()) && old.day().equals(changed.day()));
            now.add(changed);
            store.replace(ACME, changed);
        }
        data.put(ACME, now);
    }

    private void assertAgrees(CostQuery query, Map<Tenant, List<CostPartition>> data, String name) {
        CostTable expected = ReferenceEvaluator.evaluate(query, data.getOrDefault(query.tenant(), List.of()));
        assertThat(ask(query)).as("%s: %s", name, query).isEqualTo(expected);
    }

    @Test
    void everyDimensionIsGroupedByUnderEveryMeasure() {
        Map<Tenant, List<CostPartition>> data = load(new RandomCosts(101, mostDigits()));
        for (Dimension dimension : dimensions()) {
            for (Measure measure : measures(dimension)) {
                assertAgrees(START.groupBy(dimension).measure(measure), data, "one dimension");
                assertAgrees(START.measure(measure), data, "no dimension");
            }
        }
        List<Dimension> all = dimensions();
        for (int i = 0; i + 4 <= all.size(); i++) {
            assertAgrees(START.groupBy(all.subList(i, i + 4)), data, "four dimensions");
        }
    }

    @Test
    void everyFilterHoldsForEveryDimension() {
        Map<Tenant, List<CostPartition>> data = load(new RandomCosts(102, mostDigits()));
        for (Dimension dimension : dimensions()) {
            List<String> texts = textsOf(dimension, data);
            String first = texts.get(0);
            String last = texts.get(texts.size() - 1);
            String start = first.substring(0, first.offsetByCodePoints(0, Math.min(1, first.length())));
            for (Filter filter : List.of(
                    dimension.is(first),
                    new Filter.In(dimension, texts),
                    dimension.startsWith(start),
                    dimension.contains(start),
                    dimension.isAbsent(),
                    dimension.startsWith("%"),
                    dimension.contains("_"),
                    dimension.is(first).and(dimension.is(last)),
                    dimension.is(first).or(dimension.is(last)))) {
                assertAgrees(START.where(filter).measure(Measure.RECORDS), data, "a filter");
                assertAgrees(START.where(filter.not()).groupBy(dimension), data, "its opposite");
            }
        }
    }

    private static List<String> textsOf(Dimension dimension, Map<Tenant, List<CostPartition>> data) {
        List<String> texts = new ArrayList<>();
        for (CostTable.Row row : ReferenceEvaluator.evaluate(
                        START.groupBy(dimension), data.getOrDefault(ACME, List.of()))
                .rows()) {
            String text = row.key().get(0);
            if (text != null) {
                texts.add(text);
            }
        }
        assertThat(texts).as("texts of %s to filter by", dimension).isNotEmpty();
        return texts;
    }

    @Test
    void everyOrderGoesWithEveryLimit() {
        Map<Tenant, List<CostPartition>> data = load(new RandomCosts(103, mostDigits()));
        for (Order order : Order.values()) {
            for (int limit : List.of(1, 2, 5, 1_000, CostQuery.NO_LIMIT)) {
                for (CostQuery query : List.of(
                        START.groupBy(CostDimension.SERVICE),
                        START.groupBy(CostDimension.REGION, CostDimension.WEEK).measure(Measure.QUANTITY),
                        START.groupBy(CostDimension.DAY).measure(Measure.RECORDS))) {
                    assertAgrees(query.orderBy(order).limit(limit), data, "an order and a limit");
                }
            }
        }
    }

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    @ResourceLock(Resources.LOCALE)
    void answersAreTheSameWhereverTheProgramRuns() {
        TimeZone usual = TimeZone.getDefault();
        Locale spoken = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            everyDimensionIsGroupedByUnderEveryMeasure();
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Pago_Pago"));
            assertAgrees(START.groupBy(CostDimension.DAY), load(new RandomCosts(104, mostDigits())), "in Pago Pago");
        } finally {
            TimeZone.setDefault(usual);
            Locale.setDefault(spoken);
        }
    }

    private static List<Dimension> dimensions() {
        List<Dimension> dimensions = new ArrayList<>(List.of(CostDimension.values()));
        dimensions.add(Dimension.tag("env"));
        dimensions.add(Dimension.tag("item"));
        return dimensions;
    }

    private static List<Measure> measures(Dimension dimension) {
        return List.of(
                Measure.BILLED,
                Measure.EFFECTIVE,
                Measure.LIST,
                Measure.CONTRACTED,
                Measure.QUANTITY,
                Measure.RECORDS,
                Measure.distinct(dimension));
    }

    @Test
    void anAnswerWhileAPartitionIsReplacedIsOfTheOldOrTheNew() throws Exception {
        whileReplacing(() -> assertIsOfOneVersion(ask(CostQuery.of(ACME, DayRange.of(FRIDAY)))));
    }

    @Test
    void anAnswerInTheMiddleOfAReplaceIsOfTheOldOrTheNew() throws Exception {
        CostQuery query = CostQuery.of(ACME, DayRange.of(FRIDAY));
        store.replace(ACME, version(ACCOUNT, 0));
        assertIsOfOneVersion(inTheMiddleOfReplacing(version(ACCOUNT, 1), () -> ask(query)));
        assertIsCountOfOneVersion(
                inTheMiddleOfReplacing(version(ACCOUNT, 2), () -> ask(query.measure(Measure.RECORDS))));
    }

    private static void assertIsOfOneVersion(CostTable table) {
        assertThat(table.totals()).containsExactly(Map.entry("USD", TOTAL));
    }

    /** The number of records and the completeness must come from the same version. */
    private static void assertIsCountOfOneVersion(CostTable table) {
        long records = table.totals().getOrDefault("", TOTAL).longValueExact();
        assertThat(table.completeness())
                .as("of %d records", records)
                .isEqualTo(Completeness.values()[Math.toIntExact(records / 10 - 1)]);
    }
}
