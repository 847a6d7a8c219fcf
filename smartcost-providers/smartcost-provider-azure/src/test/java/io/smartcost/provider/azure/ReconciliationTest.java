package io.smartcost.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcost.SmartCost;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.CostMetric;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.query.Measure;
import io.smartcost.sync.SyncReport;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the raw answers say, what is sent, what is stored and what is queried is one sum, to the last digit. */
class ReconciliationTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 7, 20);
    private static final FixedClock CLOCK = FixedClock.at("2026-07-28T12:00:00Z");
    private static final List<FocusColumn> COLUMNS = List.of(
            FocusColumn.SUB_ACCOUNT_ID,
            FocusColumn.SUB_ACCOUNT_NAME,
            FocusColumn.SERVICE_NAME,
            FocusColumn.RESOURCE_ID,
            FocusColumn.REGION_ID,
            FocusColumn.CHARGE_CATEGORY,
            FocusColumn.PRICING_CATEGORY,
            FocusColumn.SKU_METER);

    private static BillAnswers answers;
    private static FakeCostManagement cloud;

    @BeforeAll
    static void start() {
        cloud = FakeCostManagement.of(() -> answers);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    static LongStream seeds() {
        return Seeds.some();
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void the_sums_agree_to_the_last_digit(long seed) {
        Random random = new Random(seed);
        int days = 1 + random.nextInt(6);
        answers = new BillAnswers(
                new Bill(seed).add(FIRST, days, 1 + random.nextInt(5), 1 + random.nextInt(5), random.nextInt(4) == 0));
        answers.pageSize = 1 + random.nextInt(40);
        answers.costColumn = List.of("Cost", "PreTaxCost", "totalCost").get(random.nextInt(3));
        answers.datesAsText = random.nextInt(4) == 0;
        answers.order = seed;
        DayRange range = new DayRange(FIRST, FIRST.plusDays(days));
        cloud.exchanges.clear();
        try (SmartCost smartCost = SmartCost.builder()
                .provider(provider(random))
                .store(new InMemoryCostStore())
                .state(new InMemoryStateStore())
                .clock(CLOCK)
                .build()) {
            SyncReport report = smartCost.sync().since(range).run();

            assertThat(report.ok()).as("%s", report).isTrue();
            assertThat(report.balanced()).isTrue();
            assertThat(report.refused()).isZero();
            assertThat(report.paidCalls()).isZero();
            agree(Bill.ACTUAL, CostMetric.BILLED, report, smartCost, range);
            agree(Bill.AMORTIZED, CostMetric.EFFECTIVE, report, smartCost, range);
        }
    }

    private static void agree(String type, CostMetric metric, SyncReport report, SmartCost smartCost, DayRange range) {
        Map<String, BigDecimal> raw = raw(type);
        Map<String, BigDecimal> queried = smartCost
                .costs()
                .during(range)
                .measure(new Measure.Cost(metric))
                .fetch()
                .totals();
        Map<String, BigDecimal> billed = answers.bill.sums(type);
        assertThat(queried).containsOnlyKeys(billed.keySet());
        billed.forEach((currency, sum) -> {
            // A currency that only the other answer has costs nothing here.
            assertThat(raw.getOrDefault(currency, BigDecimal.ZERO)).as("raw").isEqualByComparingTo(sum);
            assertThat(report.sent().sum(currency, metric)).as("sent").isEqualByComparingTo(sum);
            assertThat(report.stored().sum(currency, metric)).as("stored").isEqualByComparingTo(sum);
            assertThat(queried.get(currency)).as("queried").isEqualByComparingTo(sum);
        });
    }

    private static AzureCostManagement provider(Random random) {
        List<FocusColumn> columns = new ArrayList<>(COLUMNS);
        Collections.shuffle(columns, random);
        AzureCostManagement provider = cloud.provider()
                .withClock(CLOCK)
                .by(columns.subList(0, 1 + random.nextInt(columns.size())).toArray(FocusColumn[]::new));
        return random.nextBoolean() ? provider.byTag("team") : provider;
    }

    private static Map<String, BigDecimal> raw(String type) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (FakeCostManagement.Exchange exchange : cloud.exchanges) {
            if (exchange.type().equals(type)) {
                JsonNode properties = exchange.answer().get("properties");
                int cost = column(properties, answers.costColumn);
                int currency = column(properties, "Currency");
                properties
                        .get("rows")
                        .forEach(row -> sums.merge(
                                row.get(currency).asText(), row.get(cost).decimalValue(), BigDecimal::add));
            }
        }
        return sums;
    }

    private static int column(JsonNode properties, String name) {
        int i = 0;
        while (!properties.get("columns").get(i).get("name").asText().equalsIgnoreCase(name)) {
            i++;
        }
        return i;
    }
}
