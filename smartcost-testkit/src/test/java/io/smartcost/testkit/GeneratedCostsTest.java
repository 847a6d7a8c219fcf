package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostProvider;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class GeneratedCostsTest extends CostProviderContract {
    private static final DayRange MAY = DayRange.month(YearMonth.of(2026, 5));
    private static final LocalDate LATER = LocalDate.of(2027, 1, 1);
    private static final Clock CLOCK = FixedClock.at("2026-05-20T10:00:00Z");
    private static final SourceAccount AWS = GeneratedCosts.seeded(1).accounts().get(0);

    private final GeneratedCosts costs = GeneratedCosts.seeded(1).resources(30);

    @Override
    protected CostProvider provider() {
        return GeneratedCosts.seeded(7).resources(20).provider(CLOCK);
    }

    @Override
    protected DayRange days() {
        return new DayRange(LocalDate.of(2026, 4, 29), LocalDate.of(2026, 5, 21));
    }

    private List<CostRecord> records(GeneratedCosts of, SourceAccount account, LocalDate day, LocalDate asOf) {
        return StreamSupport.stream(
                        of.day(account, day, asOf).orElseThrow().records().spliterator(), false)
                .toList();
    }

    private Stream<CostRecord> all(DayRange days) {
        return costs.accounts().stream()
                .flatMap(account -> days.days().flatMap(day -> records(costs, account, day, LATER).stream()));
    }

    private static BigDecimal sum(Stream<CostRecord> records, CostMetric metric) {
        return records.map(record -> record.cost(metric))
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal usage(LocalDate day, LocalDate asOf) {
        return sum(
                records(costs, AWS, day, asOf).stream()
                        .filter(record -> "Usage".equals(record.text(FocusColumn.CHARGE_CATEGORY))),
                CostMetric.LIST);
    }

    @Test
    void theSeedDecidesAndNothingElse() {
        LocalDate day = LocalDate.of(2026, 5, 1);
        assertThat(records(GeneratedCosts.seeded(3), AWS, day, LATER))
                .isEqualTo(records(GeneratedCosts.seeded(3), AWS, day, LATER))
                .isNotEqualTo(records(GeneratedCosts.seeded(4), AWS, day, LATER));
        assertThat(sum(records(GeneratedCosts.seeded(3), AWS, day, LATER).stream(), CostMetric.BILLED))
                .as("pinned, so that a seed means the same in every version")
                .isEqualByComparingTo("2690.2788721530");
    }

    @Test
    void weekendsCostLessAndYearsMore() {
        LocalDate wednesday = LocalDate.of(2026, 5, 6);
        assertThat(usage(wednesday.plusDays(3), LATER)).isLessThan(usage(wednesday, LATER));
        assertThat(sum(all(DayRange.month(YearMonth.of(2026, 12))), CostMetric.EFFECTIVE))
                .isGreaterThan(sum(all(DayRange.month(YearMonth.of(2025, 12))), CostMetric.EFFECTIVE));
    }

    @Test
    void aDayIsRestatedUntilItIsFinal() {
        LocalDate day = LocalDate.of(2026, 5, 12);
        List<CostPartition> stages = Stream.of(0, 1, 2, 3, 30)
                .map(age -> costs.day(AWS, day, day.plusDays(age)).orElseThrow())
                .toList();
        assertThat(stages)
                .extracting(CostPartition::completeness)
                .containsExactly(
                        Completeness.PARTIAL,
                        Completeness.ESTIMATED,
                        Completeness.ESTIMATED,
                        Completeness.FINAL,
                        Completeness.FINAL);
        BigDecimal whole = usage(day, LATER);
        assertThat(usage(day, day)).isBetween(whole.multiply(new BigDecimal("0.6")), whole);
        assertThat(usage(day, day.plusDays(1))).isBetween(usage(day, day), whole);
        assertThat(usage(day, day.plusDays(2))).isBetween(usage(day, day.plusDays(1)), whole);
        assertThat(usage(day, day.plusDays(3))).isEqualByComparingTo(whole);
        assertThat(costs.day(AWS, day, day.minusDays(1))).as("the future").isEmpty();
        assertThat(costs.startingOn(day).day(AWS, day.minusDays(1), LATER))
                .as("before the first day")
                .isEmpty();
    }

    @Test
    void commitmentsAreFullyAccountedFor() {
        Stream.of("aws", "azure", "gcp").forEach(cloud -> {
            String id = cloud + "-commitment-0";
            Predicate<CostRecord> ofIt = record -> id.equals(record.text(FocusColumn.COMMITMENT_DISCOUNT_ID));
            BigDecimal billed = sum(all(MAY).filter(ofIt), CostMetric.BILLED);
            assertThat(billed).isPositive();
            assertThat(sum(all(MAY).filter(ofIt), CostMetric.EFFECTIVE)).isEqualByComparingTo(billed);
        });
    }

    @Test
    void chargesAreOfAllKindsAndHaveAtMostTenDecimals() {
        assertThat(all(MAY).map(record -> record.text(FocusColumn.CHARGE_CATEGORY))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("Usage", "Purchase", "Tax", "Credit");
        assertThat(all(MAY)).allSatisfy(record -> {
            for (CostMetric metric : CostMetric.values()) {
                assertThat(Objects.requireNonNull(record.cost(metric)).scale()).isLessThanOrEqualTo(10);
            }
        });
        assertThat(all(MAY).filter(record -> "Credit".equals(record.text(FocusColumn.CHARGE_CATEGORY))))
                .allSatisfy(credit -> assertThat(credit.cost(CostMetric.BILLED)).isNegative());
        assertThat(all(MAY).map(CostRecord::currency).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("USD", "EUR");
        assertThat(all(MAY).map(record -> record.tags().get("ENV")).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("prod", "staging", "dev", null);
    }

    /** List and contracted costs are prices times quantities wherever a price is given. */
    @Test
    void pricesTimesQuantitiesAreCosts() {
        assertThat(all(MAY).filter(record -> record.decimal(FocusColumn.LIST_UNIT_PRICE) != null))
                .allSatisfy(record -> {
                    BigDecimal quantity = record.decimal(FocusColumn.PRICING_QUANTITY);
                    assertThat(record.cost(CostMetric.LIST))
                            .isEqualByComparingTo(
                                    record.decimal(FocusColumn.LIST_UNIT_PRICE).multiply(quantity));
                    assertThat(record.cost(CostMetric.CONTRACTED))
                            .isEqualByComparingTo(record.decimal(FocusColumn.CONTRACTED_UNIT_PRICE)
                                    .multiply(quantity));
                });
    }

    @Test
    void sizesAreAsAsked() {
        LocalDate day = LocalDate.of(2026, 5, 12);
        GeneratedCosts small = costs.services(2).resources(9);
        assertThat(records(small, AWS, day, LATER).stream()
                        .map(r -> r.text(FocusColumn.SERVICE_NAME))
                        .distinct())
                .hasSizeLessThanOrEqualTo(2);
        assertThat(records(small, AWS, day, LATER).stream()
                        .map(r -> r.text(FocusColumn.RESOURCE_ID))
                        .filter(Objects::nonNull)
                        .distinct())
                .hasSizeLessThanOrEqualTo(9);
        assertThat(records(costs.resources(20_000), AWS, day, LATER)).hasSizeGreaterThan(10_000);
    }
}
