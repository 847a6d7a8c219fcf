package io.smartcost.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tags;
import io.smartcost.testkit.Fetched;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 7, 30);
    private static final DayRange DAYS = new DayRange(DAY, DAY.plusDays(5));

    private final Bill bill = new Bill(1);
    private final BillAnswers answers = new BillAnswers(bill);
    private final FixedClock clock = FixedClock.at("2026-08-03T10:00:00Z");

    private void charge(Instant hour, Map<String, String> values, String... costs) {
        Map<String, BigDecimal> amounts = new HashMap<>();
        for (int i = 0; i < Bill.COSTS.length; i++) {
            amounts.put(Bill.COSTS[i], new BigDecimal(costs[i]));
        }
        bill.charges.add(new Charge(hour, values, "EUR", amounts, new BigDecimal("730.5"), "Hrs"));
    }

    @Test
    void every_column_comes_from_its_place() {
        charge(
                Instant.parse("2026-07-30T05:00:00Z"),
                Map.of(
                        "LINKED_ACCOUNT", "111122223333",
                        "SERVICE", "AWS Lambda",
                        "REGION", "eu-west-1",
                        "RECORD_TYPE", "SavingsPlanRecurringFee",
                        "USAGE_TYPE", "EU-Request",
                        "tag:team", "a$b"),
                "1.0000000001",
                "2.50",
                "3",
                "4");
        try (FakeCostExplorer cloud = FakeCostExplorer.of(answers)) {
            AwsCostExplorer provider = AwsCostExplorer.using(Map.of("999988887777", cloud.client()))
                    .by(
                            FocusColumn.SUB_ACCOUNT_ID,
                            FocusColumn.SERVICE_NAME,
                            FocusColumn.REGION_ID,
                            FocusColumn.CHARGE_CATEGORY,
                            FocusColumn.SKU_METER)
                    .byTags("team")
                    .hourly()
                    .withClock(clock);

            assertThat(Fetched.from(provider, DAYS).records())
                    .containsExactly(CostRecord.startingAt(Instant.parse("2026-07-30T05:00:00Z"))
                            .time(FocusColumn.CHARGE_PERIOD_END, Instant.parse("2026-07-30T06:00:00Z"))
                            .time(FocusColumn.BILLING_PERIOD_START, Instant.parse("2026-07-01T00:00:00Z"))
                            .time(FocusColumn.BILLING_PERIOD_END, Instant.parse("2026-08-01T00:00:00Z"))
                            .currency("EUR")
                            .cost(CostMetric.BILLED, new BigDecimal("1.0000000001"))
                            .cost(CostMetric.EFFECTIVE, new BigDecimal("2.50"))
                            .extension("x_NetUnblendedCost", "3")
                            .extension("x_AmortizedCost", "4")
                            .extension("x_RecordType", "SavingsPlanRecurringFee")
                            .decimal(FocusColumn.CONSUMED_QUANTITY, new BigDecimal("730.5"))
                            .text(FocusColumn.CONSUMED_UNIT, "Hrs")
                            .text(FocusColumn.PROVIDER_NAME, "AWS")
                            .text(FocusColumn.BILLING_ACCOUNT_ID, "999988887777")
                            .text(FocusColumn.SUB_ACCOUNT_ID, "111122223333")
                            .text(FocusColumn.SUB_ACCOUNT_NAME, "account 111122223333")
                            .text(FocusColumn.SERVICE_NAME, "AWS Lambda")
                            .text(FocusColumn.REGION_ID, "eu-west-1")
                            .text(FocusColumn.CHARGE_CATEGORY, "Purchase")
                            .text(FocusColumn.SKU_METER, "EU-Request")
                            .tags(Tags.of(Map.of("team", "a$b")))
                            .build());
        }
    }

    @Test
    void what_has_no_region_and_no_tag_has_none_in_its_record() {
        charge(
                Instant.parse("2026-07-30T05:00:00Z"),
                Map.of("LINKED_ACCOUNT", "111122223333", "SERVICE", "Tax"),
                "1",
                "1",
                "1",
                "1");
        charge(
                Instant.parse("2026-07-30T06:00:00Z"),
                Map.of("LINKED_ACCOUNT", "111122223333", "SERVICE", "Tax", "REGION", "global", "tag:team", "x"),
                "2",
                "2",
                "2",
                "2");
        try (FakeCostExplorer cloud = FakeCostExplorer.of(answers)) {
            AwsCostExplorer provider = AwsCostExplorer.using(cloud.client())
                    .by(FocusColumn.SUB_ACCOUNT_ID, FocusColumn.REGION_ID, FocusColumn.SERVICE_NAME)
                    .byTags("team")
                    .withClock(clock);
            List<CostRecord> records = Fetched.from(provider, DAYS).records();

            assertThat(records)
                    .extracting(
                            record -> record.text(FocusColumn.REGION_ID),
                            record -> record.tags().entries(),
                            record -> record.text(FocusColumn.BILLING_ACCOUNT_ID))
                    .containsExactlyInAnyOrder(tuple(null, Map.of(), null), tuple("global", Map.of("team", "x"), null));
        }
    }

    @Test
    void a_day_is_partial_until_a_day_has_passed_and_estimated_until_aws_says_otherwise() {
        answers.estimatedFrom = LocalDate.of(2026, 8, 1);
        try (FakeCostExplorer cloud = FakeCostExplorer.of(answers)) {
            AwsCostExplorer provider = AwsCostExplorer.using(cloud.client()).withClock(clock);

            assertThat(Fetched.from(provider, DAYS).completeness())
                    .containsExactly(
                            Map.entry(LocalDate.of(2026, 7, 30), Completeness.FINAL),
                            Map.entry(LocalDate.of(2026, 7, 31), Completeness.FINAL),
                            Map.entry(LocalDate.of(2026, 8, 1), Completeness.ESTIMATED),
                            Map.entry(LocalDate.of(2026, 8, 2), Completeness.PARTIAL),
                            Map.entry(LocalDate.of(2026, 8, 3), Completeness.PARTIAL));
        }
    }

    @Test
    void what_rounding_took_away_is_a_record_of_its_own() {
        for (int account = 0; account < 3; account++) {
            charge(
                    Instant.parse("2026-07-30T05:00:00Z"),
                    Map.of("LINKED_ACCOUNT", "11112222333" + account, "SERVICE", "AWS Lambda"),
                    "0.00000000004",
                    "1",
                    "1",
                    "1");
        }
        answers.rounding = true;
        try (FakeCostExplorer cloud = FakeCostExplorer.of(answers)) {
            AwsCostExplorer provider =
                    AwsCostExplorer.using(cloud.client()).withClock(clock).balancedWithTotal();
            Fetched received = Fetched.from(provider, DAYS);

            assertThat(received.billed()).isEqualByComparingTo("0.0000000001");
            assertThat(received.paidCalls()).isEqualTo(2);
            assertThat(received.records())
                    .filteredOn(record -> record.text(FocusColumn.CHARGE_DESCRIPTION) != null)
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(record.cost(CostMetric.BILLED)).isEqualByComparingTo("0.0000000001");
                        assertThat(record.cost(CostMetric.EFFECTIVE)).isNull();
                    });
        }
    }

    @Test
    void hours_that_are_gone_are_read_by_the_day() {
        charge(
                Instant.parse("2026-07-10T05:00:00Z"),
                Map.of("SERVICE", "s", "LINKED_ACCOUNT", "1"),
                "1",
                "1",
                "1",
                "1");
        charge(
                Instant.parse("2026-07-30T05:00:00Z"),
                Map.of("SERVICE", "s", "LINKED_ACCOUNT", "1"),
                "1",
                "1",
                "1",
                "1");
        try (FakeCostExplorer cloud = FakeCostExplorer.of(answers)) {
            AwsCostExplorer provider =
                    AwsCostExplorer.using(cloud.client()).hourly().withClock(clock);
            Fetched received = Fetched.from(provider, new DayRange(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 9, 1)));

            assertThat(received.records())
                    .extracting(CostRecord::chargePeriodStart)
                    .containsExactly(Instant.parse("2026-07-10T00:00:00Z"), Instant.parse("2026-07-30T05:00:00Z"));
            assertThat(received.days().keySet()).hasSize(34).last().isEqualTo(LocalDate.of(2026, 8, 3));
            assertThat(received.paidCalls()).isEqualTo(2);
        }
    }

    @Test
    void each_organisation_is_an_account() {
        charge(
                Instant.parse("2026-07-30T05:00:00Z"),
                Map.of("SERVICE", "s", "LINKED_ACCOUNT", "1"),
                "1",
                "1",
                "1",
                "1");
        try (FakeCostExplorer cloud = FakeCostExplorer.of(answers)) {
            AwsCostExplorer provider = AwsCostExplorer.using(
                            Map.of("222222222222", cloud.client(), "111111111111", cloud.client()))
                    .withClock(clock);

            assertThat(provider.accounts())
                    .containsExactly(
                            new SourceAccount("aws", "111111111111"), new SourceAccount("aws", "222222222222"));
            assertThatThrownBy(() -> provider.fetch(new SourceAccount("aws", "333333333333"), DAYS, new Fetched()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("333333333333");
            assertThatThrownBy(() -> AwsCostExplorer.using(Map.of())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Usage, Usage",
        "DiscountedUsage, Usage",
        "SavingsPlanNegation, Usage",
        "RIFee, Purchase",
        "SavingsPlanUpfrontFee, Purchase",
        "Tax, Tax",
        "Credit, Credit",
        "Enterprise Discount Program Discount, Credit",
        "Refund, Adjustment",
        "Something of tomorrow,"
    })
    void record_types_have_their_charge_category(String recordType, String category) {
        assertThat(RecordTypes.chargeCategory(recordType)).isEqualTo(category);
    }

    @Test
    void what_cannot_be_told_apart_is_named() {
        try (FakeCostExplorer cloud = FakeCostExplorer.of(answers)) {
            AwsCostExplorer provider = AwsCostExplorer.using(cloud.client());

            assertThatThrownBy(() -> provider.by(FocusColumn.RESOURCE_NAME))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ResourceName")
                    .hasMessageContaining("RegionId");
            assertThatThrownBy(() -> provider.by(FocusColumn.REGION_ID, FocusColumn.REGION_ID))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> provider.byTags(" ")).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
