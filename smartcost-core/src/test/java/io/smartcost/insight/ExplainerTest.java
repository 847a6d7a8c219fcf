package io.smartcost.insight;

import static io.smartcost.query.CostDimension.REGION;
import static io.smartcost.query.CostDimension.RESOURCE;
import static io.smartcost.query.CostDimension.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostQuery;
import io.smartcost.query.Measure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplainerTest {
    private static final LocalDate DAY = LocalDate.parse("2026-07-01");
    private static final DayRange JULY = DayRange.of(DAY);
    private static final DayRange AUGUST = DayRange.of(DAY.plusMonths(1));
    private static final CostQuery ALL = CostQuery.of(Tenant.DEFAULT, JULY);

    private final InMemoryCostStore store = new InMemoryCostStore();
    private final Explainer explainer = Explainer.asking(store::aggregate);

    static LongStream seeds() {
        Long only = Long.getLong("smartcost.seed");
        return only != null ? LongStream.of(only) : LongStream.rangeClosed(1, 30);
    }

    @Test
    void whatIsNewWhatIsGoneAndWhatCostsMoreIsTold() {
        keep(JULY, cost("vm", "eu", "i-1", "100.10", "10"), cost("disk", "eu", "d-1", "20", null));
        keep(AUGUST, cost("vm", "eu", "i-1", "150.25", "12"), cost("vm", "us", "i-2", "500.005", "50"));

        Explanation explanation = explainer.compare(ALL, JULY, AUGUST).get(0);

        assertThat(explanation.change()).isEqualTo("530.155");
        Contribution first = explanation.parts().get(0);
        assertThat(first.dimension()).isEqualTo(SERVICE);
        assertThat(first.kind()).isEqualTo(Contribution.Kind.MORE);
        assertThat(first.parts().get(0).kind()).isEqualTo(Contribution.Kind.NEW);
        Contribution rest = explanation.parts().get(1);
        assertThat(rest.isRest()).isTrue();
        assertThat(rest.change()).isEqualTo("-20");
        assertThat(explanation.sentence())
                .isEqualTo("650.26 EUR, 530.16 EUR more than the 120.10 EUR before (+441.4 %)."
                        + " By service: vm +550.16 (+520.52 by usage, +29.64 by price),"
                        + " of which region us is new (+500.00).");
    }

    @Test
    void priceAndUsageAddUpToTheChange() {
        PriceAndUsage split = PriceAndUsage.of(
                        "h", new BigDecimal("3"), new BigDecimal("4"), new BigDecimal("1"), new BigDecimal("2.0000001"))
                .orElseThrow();
        assertThat(split.byUsage()).isEqualTo("0.3333333");
        assertThat(split.byUsage().add(split.byPrice())).isEqualByComparingTo("1.0000001");
        assertThat(PriceAndUsage.of(null, BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE))
                .isEmpty();
    }

    @Test
    void nothingChangedIsSaidSoAndUnknownAmountsAreNotZero() {
        keep(JULY, cost("vm", "eu", "i-1", "5", null));
        keep(AUGUST, cost("vm", "eu", "i-1", "5.00", null), cost("vm", "us", "i-2", null, null));
        Explanation explanation = explainer.compare(ALL, JULY, AUGUST).get(0);
        assertThat(explanation.change()).isZero();
        assertThat(explanation.unknown()).isEqualTo(1);
        assertThat(explanation.sentence()).startsWith("Nothing changed");
    }

    @Test
    void onlyCostsAreExplained() {
        assertThatThrownBy(() -> explainer.compare(ALL.measure(Measure.RECORDS), JULY, AUGUST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Only costs");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyLevelAddsUpToTheLastDigit(long seed) {
        Random random = new Random(seed);
        for (DayRange days : List.of(JULY, AUGUST)) {
            List<CostRecord> records = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                BigDecimal amount = BigDecimal.valueOf(random.nextLong(-100_000, 1_000_000), random.nextInt(12));
                records.add(cost(
                        "s" + random.nextInt(4),
                        random.nextInt(5) == 0 ? null : "r" + random.nextInt(3),
                        "i" + random.nextInt(20),
                        amount.toPlainString(),
                        random.nextBoolean() ? "" + random.nextInt(100) : null));
            }
            keep(days, records.toArray(CostRecord[]::new));
        }
        List<Explanation> explanations = explainer.compare(ALL, JULY, AUGUST);
        assertThat(explanations).as("seed %d", seed).isEqualTo(explainer.compare(ALL, JULY, AUGUST));
        Explanation explanation = explanations.get(0);
        assertThat(explanation.parts()).isNotEmpty();
        addsUp(seed, explanation.change(), explanation.parts());
        assertThat(explanation.sentence()).contains(" By ");
    }

    private static void addsUp(long seed, BigDecimal change, List<Contribution> parts) {
        if (parts.isEmpty()) {
            return;
        }
        assertThat(parts.stream().map(Contribution::change).reduce(BigDecimal.ZERO, BigDecimal::add))
                .as("seed %d", seed)
                .isEqualByComparingTo(change);
        for (Contribution part : parts) {
            addsUp(seed, part.change(), part.parts());
            part.priceAndUsage()
                    .ifPresent(split ->
                            assertThat(split.byUsage().add(split.byPrice())).isEqualByComparingTo(part.change()));
        }
    }

    private void keep(DayRange day, CostRecord... records) {
        List<CostRecord> moved = new ArrayList<>();
        for (CostRecord record : records) {
            moved.add(copy(record, day.start()));
        }
        store.replace(
                Tenant.DEFAULT,
                new CostPartition(new SourceAccount("shop", "1"), day.start(), Completeness.FINAL, moved));
    }

    private static CostRecord copy(CostRecord record, LocalDate day) {
        return CostRecord.startingAt(day.atStartOfDay().toInstant(ZoneOffset.UTC))
                .currency("EUR")
                .cost(CostMetric.BILLED, record.cost(CostMetric.BILLED))
                .text(FocusColumn.SERVICE_NAME, SERVICE.of(record))
                .text(FocusColumn.REGION_ID, REGION.of(record))
                .text(FocusColumn.RESOURCE_ID, RESOURCE.of(record))
                .decimal(FocusColumn.CONSUMED_QUANTITY, record.decimal(FocusColumn.CONSUMED_QUANTITY))
                .text(FocusColumn.CONSUMED_UNIT, record.text(FocusColumn.CONSUMED_UNIT))
                .build();
    }

    private static CostRecord cost(
            String service, @Nullable String region, String resource, @Nullable String amount, @Nullable String hours) {
        return CostRecord.startingAt(DAY.atStartOfDay().toInstant(ZoneOffset.UTC))
                .currency("EUR")
                .cost(CostMetric.BILLED, amount == null ? null : new BigDecimal(amount))
                .text(FocusColumn.SERVICE_NAME, service)
                .text(FocusColumn.REGION_ID, region)
                .text(FocusColumn.RESOURCE_ID, resource)
                .decimal(FocusColumn.CONSUMED_QUANTITY, hours == null ? null : new BigDecimal(hours))
                .text(FocusColumn.CONSUMED_UNIT, hours == null ? null : "h")
                .build();
    }
}
