package io.smartcost.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.SmartCost;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.CostMetric;
import io.smartcost.model.DayRange;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostTable;
import io.smartcost.query.Measure;
import io.smartcost.sync.SyncPolicy;
import io.smartcost.sync.SyncReport;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in the cells, what is sent, what is stored and what is queried is one sum, to the last digit, also after a restatement. */
class DataExportsReconciliationTest {
    private static final YearMonth FIRST = YearMonth.of(2024, 4);
    private static final DayRange EVER = new DayRange(LocalDate.of(2000, 1, 1), LocalDate.of(2100, 1, 1));
    private static final Map<String, CostMetric> COSTS = Map.of(
            ExportBill.BILLED, CostMetric.BILLED,
            ExportBill.EFFECTIVE, CostMetric.EFFECTIVE,
            ExportBill.LIST, CostMetric.LIST);

    static LongStream seeds() {
        return Seeds.some();
    }

    @BeforeAll
    static void start() {
        S3Mock.shared().createBucket();
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void the_sums_agree_to_the_last_digit(long seed) {
        Random random = new Random(seed);
        Export export = Export.in(S3Mock.shared().client, ObjectsInMemory.BUCKET, "reconciliation-" + seed);
        int months = 1 + random.nextInt(2);
        DayRange range = new DayRange(FIRST.atDay(1), FIRST.plusMonths(months).atDay(1));
        ExportBill bill = new ExportBill(seed, random.nextBoolean(), range);
        for (int month = 0; month < months; month++) {
            bill.deliver(export, FIRST.plusMonths(month));
        }
        FixedClock clock = FixedClock.at(range.end() + "T12:00:00Z");
        try (SmartCost smartCost = SmartCost.builder()
                .provider(AwsDataExports.using(S3Mock.shared().client, export.location())
                        .withClock(clock))
                .store(new InMemoryCostStore())
                .state(new InMemoryStateStore())
                .clock(clock)
                .build()) {
            agree(bill, smartCost, range);
            bill.deliver(export, FIRST.plusMonths(random.nextInt(months)));
            agree(bill, smartCost, range);
        }
    }

    private static void agree(ExportBill bill, SmartCost smartCost, DayRange range) {
        SyncReport report = smartCost
                .sync()
                .since(range)
                .policy(SyncPolicy.DEFAULT.restatedDays(100))
                .run();

        assertThat(report.ok()).as("%s", report).isTrue();
        assertThat(report.balanced()).isTrue();
        assertThat(report.refused()).isZero();
        assertThat(report.paidCalls()).isZero();
        COSTS.forEach((name, metric) -> {
            Map<String, BigDecimal> queried = smartCost
                    .costs()
                    .during(range)
                    .measure(new Measure.Cost(metric))
                    .fetch()
                    .totals();
            bill.sums(name, EVER).forEach((currency, sum) -> {
                assertThat(report.sent().sum(currency, metric)).as("sent").isEqualByComparingTo(sum);
                assertThat(report.stored().sum(currency, metric)).as("stored").isEqualByComparingTo(sum);
                assertThat(queried.get(currency)).as("queried").isEqualByComparingTo(sum);
            });
            assertThat(byDay(smartCost, metric, range)).isEqualTo(nonZero(bill.byDay(name, EVER)));
        });
    }

    private static Map<LocalDate, Map<String, BigDecimal>> byDay(
            SmartCost smartCost, CostMetric metric, DayRange range) {
        CostTable table = smartCost
                .costs()
                .during(range)
                .groupBy(CostDimension.DAY)
                .measure(new Measure.Cost(metric))
                .fetch();
        Map<LocalDate, Map<String, BigDecimal>> sums = new TreeMap<>();
        table.rows().forEach(row -> {
            if (row.value() != null) {
                sums.computeIfAbsent(LocalDate.parse(row.key().get(0)), day -> new TreeMap<>())
                        .put(row.unit(), row.value());
            }
        });
        return nonZero(sums);
    }

    /** A day that cost nothing and a day without charges are the same here. */
    private static Map<LocalDate, Map<String, BigDecimal>> nonZero(Map<LocalDate, Map<String, BigDecimal>> sums) {
        Map<LocalDate, Map<String, BigDecimal>> kept = new TreeMap<>();
        sums.forEach((day, ofDay) -> ofDay.forEach((currency, sum) -> {
            if (sum.signum() != 0) {
                kept.computeIfAbsent(day, d -> new TreeMap<>()).put(currency, sum.stripTrailingZeros());
            }
        }));
        return kept;
    }
}
