package io.smartcost;

import static io.smartcost.model.TimeFrame.lastDays;
import static io.smartcost.query.CostDimension.DAY;
import static io.smartcost.query.CostDimension.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.anomaly.Anomaly;
import io.smartcost.anomaly.AnomalyKind;
import io.smartcost.insight.Explanation;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CostAnomaliesTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-08-20");
    private static final LocalDate SPIKE = LocalDate.parse("2026-08-12");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-08-20T10:00:00Z"), ZoneOffset.UTC);

    @Test
    void aServicesSpikeIsToldOnceAndExplainedToTheLastDigit() {
        try (SmartCost smartCost =
                SmartCost.builder().store(filled()).clock(CLOCK).build()) {
            Costs costs = smartCost.costs().during(lastDays(20)).groupBy(SERVICE);

            List<Anomaly> odd = costs.anomalies().stream()
                    .filter(anomaly -> anomaly.start().equals(at(SPIKE)))
                    .toList();
            assertThat(odd).hasSize(1);
            assertThat(odd.get(0).kind()).isEqualTo(AnomalyKind.SPIKE);
            assertThat(odd.get(0).subject().key()).containsExactly("compute");
            assertThat(odd.get(0).moneyAtStake()).isBetween(250.0, 350.0);

            Explanation why = costs.explain(odd.get(0)).get(0);
            assertThat(why.afterDays().start()).isEqualTo(SPIKE);
            assertThat(why.beforeDays().start()).isEqualTo(SPIKE.minusWeeks(1));
            assertThat(why.change().doubleValue()).isBetween(250.0, 350.0);
            assertThat(costs.comparePeriods(today -> lastDays(20).asOf(today.minusDays(20))))
                    .hasSize(1)
                    .allSatisfy(all -> assertThat(all.sentence()).contains("more than"));
        }
    }

    @Test
    void anomaliesAreByDaySoNoOtherTimeIsGroupedBy() {
        try (SmartCost smartCost = SmartCost.builder().clock(CLOCK).build()) {
            Costs byDay = smartCost.costs().during(lastDays(20)).groupBy(DAY, SERVICE);
            assertThatThrownBy(byDay::anomalies)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("none of which is a time");
            assertThat(smartCost.costs().during(lastDays(20)).anomalies()).isEmpty();
        }
    }

    private static InMemoryCostStore filled() {
        InMemoryCostStore store = new InMemoryCostStore();
        Random random = new Random(3);
        for (LocalDate day = TODAY.minusDays(200); day.isBefore(TODAY); day = day.plusDays(1)) {
            double compute = 100 + 3 * random.nextGaussian() + (day.equals(SPIKE) ? 300 : 0);
            double storage = 50 + random.nextGaussian();
            store.replace(
                    Tenant.DEFAULT,
                    new CostPartition(
                            new SourceAccount("shop", "1"),
                            day,
                            Completeness.FINAL,
                            List.of(cost(day, "compute", compute), cost(day, "storage", storage))));
        }
        return store;
    }

    private static CostRecord cost(LocalDate day, String service, double amount) {
        return CostRecord.startingAt(at(day))
                .currency("EUR")
                .cost(CostMetric.BILLED, BigDecimal.valueOf(amount))
                .text(FocusColumn.SERVICE_NAME, service)
                .build();
    }

    private static Instant at(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
