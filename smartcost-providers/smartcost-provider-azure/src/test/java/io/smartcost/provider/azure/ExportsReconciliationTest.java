package io.smartcost.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobContainerClient;
import io.smartcost.SmartCost;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.CostMetric;
import io.smartcost.model.DayRange;
import io.smartcost.query.Measure;
import io.smartcost.sync.SyncReport;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the files hold, what is sent, what is stored and what is queried is one sum, to the last digit. */
class ExportsReconciliationTest {
    private static final YearMonth JULY = YearMonth.of(2026, 7);
    private static final YearMonth AUGUST = YearMonth.of(2026, 8);

    static LongStream seeds() {
        return Seeds.some();
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void the_sums_agree_to_the_last_digit(long seed) {
        Random random = new Random(seed);
        BlobContainerClient container = Azurite.newContainer();
        Export export = new Export(container, "focus");
        export.gzip = random.nextBoolean();
        export.linesAPart = 4 + random.nextInt(30);
        int currencies = 1 + random.nextInt(26);
        List<Export.Line> july =
                Export.lines(seed, LocalDate.of(2026, 7, 28), 1 + random.nextInt(4), random.nextInt(6), currencies);
        List<Export.Line> august =
                Export.lines(-seed, LocalDate.of(2026, 8, 1), 1 + random.nextInt(4), random.nextInt(6), currencies);
        if (random.nextBoolean()) {
            export.deliver(JULY, "202608010405/early", Export.lines(seed + 1000, JULY.atDay(28), 2, 3, 2));
        }
        export.deliver(JULY, "202608100405/a", july);
        export.deliver(AUGUST, "202608100405/b", august);
        List<Export.Line> all = new ArrayList<>(july);
        all.addAll(august);
        DayRange days = new DayRange(JULY.atDay(1), AUGUST.atDay(9));

        FixedClock clock = FixedClock.at("2026-08-12T09:00:00Z");
        try (SmartCost smartCost = SmartCost.builder()
                .provider(AzureExports.using(container, "focus").withClock(clock))
                .store(new InMemoryCostStore())
                .state(new InMemoryStateStore())
                .clock(clock)
                .build()) {
            SyncReport report = smartCost.sync().since(days).run();

            assertThat(report.ok()).as("%s", report).isTrue();
            assertThat(report.balanced()).isTrue();
            assertThat(report.refused()).isZero();
            agree(Export.billed(all), CostMetric.BILLED, report, smartCost, days);
            agree(Export.effective(all), CostMetric.EFFECTIVE, report, smartCost, days);
        }
        container.delete();
    }

    private static void agree(
            Map<String, BigDecimal> raw, CostMetric metric, SyncReport report, SmartCost smartCost, DayRange days) {
        Map<String, BigDecimal> queried = smartCost
                .costs()
                .during(days)
                .measure(new Measure.Cost(metric))
                .fetch()
                .totals();
        assertThat(queried).containsOnlyKeys(raw.keySet());
        raw.forEach((currency, sum) -> {
            assertThat(report.sent().sum(currency, metric)).as("sent").isEqualByComparingTo(sum);
            assertThat(report.stored().sum(currency, metric)).as("stored").isEqualByComparingTo(sum);
            assertThat(queried.get(currency)).as("queried").isEqualByComparingTo(sum);
        });
    }
}
