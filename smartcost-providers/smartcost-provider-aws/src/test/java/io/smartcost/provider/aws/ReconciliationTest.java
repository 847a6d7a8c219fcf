package io.smartcost.provider.aws;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the raw answers say, what is sent, what is stored and what is queried is one sum, to the last digit. */
class ReconciliationTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 7, 20);
    private static final List<FocusColumn> COLUMNS = List.of(
            FocusColumn.SUB_ACCOUNT_ID,
            FocusColumn.SERVICE_NAME,
            FocusColumn.REGION_ID,
            FocusColumn.CHARGE_CATEGORY,
            FocusColumn.SKU_METER);

    static LongStream seeds() {
        return Seeds.some();
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void the_sums_agree_to_the_last_digit(long seed) {
        Random random = new Random(seed);
        int days = 1 + random.nextInt(6);
        boolean manyCurrencies = random.nextInt(4) == 0;
        BillAnswers answers = new BillAnswers(
                new Bill(seed).add(FIRST, days, 1 + random.nextInt(5), 1 + random.nextInt(5), manyCurrencies));
        answers.pageSize = 1 + random.nextInt(40);
        answers.rounding = random.nextBoolean();
        try (FakeCostExplorer cloud = FakeCostExplorer.of(answers)) {
            boolean balanced = !manyCurrencies && random.nextBoolean();
            AwsCostExplorer provider = provider(random, cloud, manyCurrencies, balanced);
            DayRange range = new DayRange(FIRST, FIRST.plusDays(days));
            try (SmartCost smartCost = SmartCost.builder()
                    .provider(provider)
                    .store(new InMemoryCostStore())
                    .state(new InMemoryStateStore())
                    .clock(FixedClock.at("2026-07-28T12:00:00Z"))
                    .build()) {
                SyncReport report = smartCost.sync().since(range).run();

                assertThat(report.ok()).as("%s", report).isTrue();
                assertThat(report.balanced()).isTrue();
                assertThat(report.refused()).isZero();
                assertThat(report.paidCalls()).isEqualTo(cloud.exchanges.size());
                agree("UnblendedCost", CostMetric.BILLED, cloud, answers, balanced, report, smartCost, range);
                agree("NetAmortizedCost", CostMetric.EFFECTIVE, cloud, answers, balanced, report, smartCost, range);
            }
        }
    }

    private static void agree(
            String name,
            CostMetric metric,
            FakeCostExplorer cloud,
            BillAnswers answers,
            boolean balanced,
            SyncReport report,
            SmartCost smartCost,
            DayRange range) {
        Map<String, BigDecimal> raw = raw(cloud, name, balanced);
        assertThat(raw).isNotEmpty();
        Map<String, BigDecimal> queried = smartCost
                .costs()
                .during(range)
                .measure(new Measure.Cost(metric))
                .fetch()
                .totals();
        raw.forEach((currency, sum) -> {
            assertThat(report.sent().sum(currency, metric)).as("sent").isEqualByComparingTo(sum);
            assertThat(report.stored().sum(currency, metric)).as("stored").isEqualByComparingTo(sum);
            assertThat(queried.get(currency)).as("queried").isEqualByComparingTo(sum);
        });
        assertThat(queried).containsOnlyKeys(raw.keySet());
        if (!answers.rounding) {
            answers.bill
                    .sums(name)
                    .forEach((currency, sum) -> assertThat(raw.get(currency)).isEqualByComparingTo(sum));
        }
    }

    private static AwsCostExplorer provider(
            Random random, FakeCostExplorer cloud, boolean byAccount, boolean balanced) {
        List<FocusColumn> columns = new ArrayList<>(COLUMNS);
        Collections.shuffle(columns, random);
        List<FocusColumn> some = columns.subList(0, 1 + random.nextInt(4));
        AwsCostExplorer provider =
                AwsCostExplorer.using(cloud.client()).withClock(FixedClock.at("2026-07-28T12:00:00Z"));
        // Only sums of one currency make sense, so with several currencies the accounts are kept apart in each
        // question.
        provider = byAccount
                ? provider.by(
                        FocusColumn.SUB_ACCOUNT_ID,
                        columns.get(0) == FocusColumn.SUB_ACCOUNT_ID ? columns.get(1) : columns.get(0))
                : provider.by(some.toArray(FocusColumn[]::new));
        provider = !byAccount && random.nextBoolean() ? provider.byTags("team") : provider;
        provider = random.nextBoolean() ? provider.hourly() : provider;
        return balanced ? provider.balancedWithTotal() : provider;
    }

    /** The sums of the answers that hold the whole: the ungrouped ones if there are, or those that were not narrowed. */
    private static Map<String, BigDecimal> raw(FakeCostExplorer cloud, String metric, boolean total) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        boolean ungrouped = cloud.exchanges.stream().anyMatch(e -> !e.request().has("GroupBy"));
        assertThat(ungrouped && !total)
                .as("a question for the total that was not wanted")
                .isFalse();
        for (FakeCostExplorer.Exchange exchange : cloud.exchanges) {
            boolean whole = ungrouped
                    ? !exchange.request().has("GroupBy")
                    : !exchange.request().has("Filter");
            if (whole) {
                for (JsonNode result : exchange.answer().get("ResultsByTime")) {
                    add(sums, result.get("Total").path(metric));
                    result.get("Groups")
                            .forEach(group -> add(sums, group.get("Metrics").get(metric)));
                }
            }
        }
        return sums;
    }

    private static void add(Map<String, BigDecimal> sums, JsonNode amount) {
        if (amount.isObject()) {
            sums.merge(
                    amount.get("Unit").asText(),
                    new BigDecimal(amount.get("Amount").asText()),
                    BigDecimal::add);
        }
    }
}
