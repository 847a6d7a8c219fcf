package io.smartcost.provider.gcp;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the rows say, what the answers say, what is sent, what is stored and what is queried is one sum, to the last digit. */
class ReconciliationTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 7, 20);

    static LongStream seeds() {
        return Seeds.some();
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void the_sums_agree_to_the_last_digit(long seed) {
        Random random = new Random(seed);
        int days = 1 + random.nextInt(6);
        GeneratedExport export = new GeneratedExport(seed)
                .add(FIRST, days, 1 + random.nextInt(4), 1 + random.nextInt(4), 1 + random.nextInt(5));
        export.rows.add(Usage.at("2026-07-20T00:00:00Z").of("p", "s", "k").cost(0.1 + 0.2));
        // Neither is asked for.
        export.rows.add(
                Usage.at("2026-07-19T23:59:59.999999Z").of("p", "s", "k").cost(7));
        export.rows.add(
                new Usage(FIRST.plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant())
                        .of("p", "s", "k")
                        .cost(7));
        ExportSchema schema = ExportSchema.values()[random.nextInt(3)];
        DayRange range = new DayRange(FIRST, FIRST.plusDays(days));
        FixedClock clock = FixedClock.at("2026-07-28T12:00:00Z");
        try (FakeBigQuery cloud = new FakeBigQuery(schema, export.rows)) {
            GcpBillingExport provider = GcpBillingExport.using(cloud.client, FakeBigQuery.TABLE)
                    .withRowsPerPage(1 + random.nextInt(60))
                    .withClock(clock);
            provider = random.nextInt(3) == 0 ? provider.byLabels("team") : provider;
            provider = random.nextInt(3) == 0 ? provider.withoutResources() : provider;
            try (SmartCost smartCost = SmartCost.builder()
                    .provider(provider)
                    .store(new InMemoryCostStore())
                    .state(new InMemoryStateStore())
                    .clock(clock)
                    .build()) {
                SyncReport report = smartCost.sync().since(range).run();

                assertThat(report.ok()).as("%s", report).isTrue();
                assertThat(report.balanced()).isTrue();
                assertThat(report.refused()).isZero();
                assertThat(report.paidCalls()).isEqualTo(cloud.billed());
                assertThat(cloud.billedForCosts()).isEqualTo(1);
                Map<String, BigDecimal> raw = export.net(FIRST, FIRST.plusDays(days));
                assertThat(cloud.sent())
                        .as("answered")
                        .isEqualByComparingTo(raw.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
                for (CostMetric metric : CostMetric.values()) {
                    Map<String, BigDecimal> expected = switch (metric) {
                        case BILLED, EFFECTIVE -> raw;
                        case LIST -> export.list(schema, FIRST, FIRST.plusDays(days));
                        case CONTRACTED -> export.contracted(schema, FIRST, FIRST.plusDays(days));
                    };
                    Map<String, BigDecimal> queried = smartCost
                            .costs()
                            .during(range)
                            .measure(new Measure.Cost(metric))
                            .fetch()
                            .totals();
                    assertThat(raw.keySet()).containsAll(queried.keySet());
                    for (String currency : raw.keySet()) {
                        BigDecimal sum = expected.getOrDefault(currency, BigDecimal.ZERO);
                        assertThat(orZero(report.sent().sum(currency, metric)))
                                .as("sent")
                                .isEqualByComparingTo(sum);
                        assertThat(orZero(report.stored().sum(currency, metric)))
                                .as("stored")
                                .isEqualByComparingTo(sum);
                        assertThat(orZero(queried.get(currency)))
                                .as("%s queried", metric)
                                .isEqualByComparingTo(sum);
                    }
                }
            }
        }
    }

    /** No record has such a cost. */
    private static BigDecimal orZero(BigDecimal sum) {
        return sum == null ? BigDecimal.ZERO : sum;
    }
}
