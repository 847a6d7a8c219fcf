package io.smartcost.provider.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.Tags;
import io.smartcost.testkit.Fetched;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a row of the export. */
class RecordsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 7, 1);

    static Fetched read(ExportSchema schema, UnaryOperator<GcpBillingExport> settings, Usage... rows) {
        try (FakeBigQuery cloud = new FakeBigQuery(schema, List.of(rows))) {
            return Fetched.from(
                    settings.apply(GcpBillingExport.using(cloud.client, FakeBigQuery.TABLE)
                            .withClock(FixedClock.at("2026-07-02T12:00:00Z"))),
                    DayRange.of(DAY));
        }
    }

    static List<CostRecord> records(ExportSchema schema, Usage... rows) {
        Fetched received = read(schema, export -> export, rows);
        assertThat(received.refusals()).isEmpty();
        return received.records();
    }

    static Usage usage() {
        return Usage.at("2026-07-01T07:00:00Z").of("shop", "Compute Engine", "N1 Core");
    }

    @Test
    void a_charge_has_the_columns_of_focus() {
        CostRecord record = records(
                        ExportSchema.DETAILED,
                        usage().cost(1.25)
                                .set("cost_at_list", 1.5)
                                .set("cost_at_effective_price_default", new BigDecimal("1.375"))
                                .set("seller_name", "Google LLC")
                                .set(
                                        "usage",
                                        Map.of(
                                                "amount",
                                                3600.0,
                                                "unit",
                                                "seconds",
                                                "amount_in_pricing_units",
                                                1.0,
                                                "pricing_unit",
                                                "hour"))
                                .set(
                                        "location",
                                        Map.of(
                                                "location",
                                                "europe-west1-b",
                                                "region",
                                                "europe-west1",
                                                "zone",
                                                "europe-west1-b"))
                                .set("resource", Map.of("name", "vm-1", "global_name", "//compute/vm-1"))
                                .set("consumption_model", Map.of("id", "1", "description", "Default"))
                                .set("subscription", Map.of("instance_id", "sub-1"))
                                .labels("labels", "team", "red"))
                .get(0);

        assertThat(record)
                .isEqualTo(CostRecord.startingAt(Instant.parse("2026-07-01T00:00:00Z"))
                        .time(FocusColumn.CHARGE_PERIOD_END, Instant.parse("2026-07-02T00:00:00Z"))
                        // Google's month begins in Los Angeles.
                        .time(FocusColumn.BILLING_PERIOD_START, Instant.parse("2026-07-01T07:00:00Z"))
                        .time(FocusColumn.BILLING_PERIOD_END, Instant.parse("2026-08-01T07:00:00Z"))
                        .currency("USD")
                        .cost(CostMetric.BILLED, new BigDecimal("1.25"))
                        .cost(CostMetric.EFFECTIVE, new BigDecimal("1.25"))
                        .cost(CostMetric.LIST, new BigDecimal("1.5"))
                        .cost(CostMetric.CONTRACTED, new BigDecimal("1.375"))
                        .decimal(FocusColumn.CONSUMED_QUANTITY, new BigDecimal(3600))
                        .text(FocusColumn.CONSUMED_UNIT, "seconds")
                        .decimal(FocusColumn.PRICING_QUANTITY, BigDecimal.ONE)
                        .text(FocusColumn.PRICING_UNIT, "hour")
                        .text(FocusColumn.PROVIDER_NAME, "Google Cloud")
                        .text(FocusColumn.INVOICE_ISSUER_NAME, "Google LLC")
                        .text(FocusColumn.BILLING_ACCOUNT_ID, "0123AB-4567CD-89EF01")
                        .text(FocusColumn.SUB_ACCOUNT_ID, "shop")
                        .text(FocusColumn.SUB_ACCOUNT_NAME, "shop name")
                        .text(FocusColumn.SERVICE_NAME, "Compute Engine")
                        .text(FocusColumn.SKU_ID, "N1 Core-ID")
                        .text(FocusColumn.SKU_METER, "N1 Core")
                        .text(FocusColumn.CHARGE_DESCRIPTION, "N1 Core")
                        .text(FocusColumn.CHARGE_CATEGORY, "Usage")
                        .text(FocusColumn.REGION_ID, "europe-west1")
                        .text(FocusColumn.AVAILABILITY_ZONE, "europe-west1-b")
                        .text(FocusColumn.RESOURCE_ID, "//compute/vm-1")
                        .text(FocusColumn.RESOURCE_NAME, "vm-1")
                        .tags(Tags.of(Map.of("team", "red")))
                        .extension("x_InvoiceMonth", "202607")
                        .extension("x_CostType", "regular")
                        .extension("x_ServiceId", "Compute Engine-ID")
                        .extension("x_ConsumptionModel", "Default")
                        .extension("x_SubscriptionId", "sub-1")
                        .build());
    }

    @Test
    void the_hours_of_a_day_are_one_record_and_their_sum_is_exact() {
        List<Usage> hours = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            hours.add(new Usage(Instant.parse("2026-07-01T00:00:00Z").plusSeconds(3600L * hour))
                    .of("p", "s", "k")
                    .cost(0.1));
        }
        List<CostRecord> records = records(ExportSchema.STANDARD, hours.toArray(Usage[]::new));

        assertThat(records).hasSize(1);
        assertThat(records.get(0).cost(CostMetric.BILLED)).isEqualByComparingTo("2.4");
    }

    @Test
    void a_number_with_45_decimals_loses_none() {
        List<CostRecord> records =
                records(ExportSchema.STANDARD, usage().cost(1e-45), usage().cost(1000000), usage().cost(0.1 + 0.2));

        assertThat(records.get(0).cost(CostMetric.BILLED))
                .isEqualByComparingTo(new BigDecimal("1000000.30000000000000004").add(new BigDecimal("1E-45")));
    }

    @Test
    void each_kind_of_credit_is_a_record_and_the_net_is_the_sum() {
        List<CostRecord> records = records(
                ExportSchema.STANDARD,
                usage().cost(10).credit("COMMITTED_USAGE_DISCOUNT", -3.5).credit("PROMOTION", -0.1),
                usage().cost(5).credit("PROMOTION", -0.2));

        assertThat(records).hasSize(3);
        assertThat(records)
                .filteredOn(r -> "Credit".equals(r.text(FocusColumn.CHARGE_CATEGORY)))
                .hasSize(2)
                .allSatisfy(credit -> {
                    assertThat(credit.cost(CostMetric.EFFECTIVE)).isEqualByComparingTo(credit.cost(CostMetric.BILLED));
                    assertThat(credit.cost(CostMetric.LIST)).isZero();
                    assertThat(credit.cost(CostMetric.CONTRACTED)).isZero();
                    assertThat(credit.text(FocusColumn.SUB_ACCOUNT_ID)).isEqualTo("shop");
                    assertThat(credit.decimal(FocusColumn.CONSUMED_QUANTITY)).isNull();
                })
                .anySatisfy(credit -> {
                    assertThat(credit.cost(CostMetric.BILLED)).isEqualByComparingTo("-0.3");
                    assertThat(credit.text(FocusColumn.CHARGE_DESCRIPTION)).isEqualTo("PROMOTION full name");
                    assertThat(credit.extensions())
                            .containsEntry("x_CreditType", "PROMOTION")
                            .containsEntry("x_CreditId", "PROMOTION id")
                            .containsEntry("x_CreditName", "PROMOTION name");
                });
        assertThat(records.stream().map(r -> r.cost(CostMetric.BILLED)).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("11.2");
    }

    @ParameterizedTest
    @CsvSource({"regular, Usage", "tax, Tax", "adjustment, Adjustment", "rounding_error, Adjustment", "'', Usage"})
    void the_type_of_a_cost_is_its_category(String costType, String category) {
        CostRecord record = records(ExportSchema.STANDARD, usage().cost(1).set("cost_type", costType))
                .get(0);

        assertThat(record.text(FocusColumn.CHARGE_CATEGORY)).isEqualTo(category);
    }

    @Test
    void what_is_not_told_is_unknown() {
        CostRecord old = records(ExportSchema.OLD, usage().cost(2)).get(0);
        CostRecord current = records(ExportSchema.STANDARD, usage().cost(2)).get(0);

        for (CostRecord record : List.of(old, current)) {
            assertThat(record.cost(CostMetric.LIST)).isNull();
            assertThat(record.cost(CostMetric.CONTRACTED)).isEqualByComparingTo("2");
            assertThat(record.text(FocusColumn.RESOURCE_ID)).isNull();
            assertThat(record.text(FocusColumn.REGION_ID)).isNull();
            assertThat(record.decimal(FocusColumn.CONSUMED_QUANTITY)).isNull();
            assertThat(record.tags().isEmpty()).isTrue();
            assertThat(record.text(FocusColumn.INVOICE_ISSUER_NAME)).isEqualTo("Google Cloud");
        }
    }

    /** Else a list cost would be known in part. */
    @Test
    void rows_with_a_list_cost_and_rows_without_are_not_one_record() {
        List<CostRecord> records =
                records(ExportSchema.STANDARD, usage().cost(2).set("cost_at_list", 3.0), usage().cost(2));

        assertThat(records).hasSize(2).extracting(r -> r.cost(CostMetric.LIST)).containsOnlyOnce((BigDecimal) null);
    }

    @Test
    void usage_without_a_region_is_where_google_says_it_is() {
        CostRecord record = records(
                        ExportSchema.STANDARD, usage().cost(1).set("location", Map.of("location", "global")))
                .get(0);

        assertThat(record.text(FocusColumn.REGION_ID)).isEqualTo("global");
        assertThat(record.text(FocusColumn.AVAILABILITY_ZONE)).isNull();
    }

    @Test
    void what_cannot_be_read_is_refused_and_the_day_is_partial() {
        Fetched received = read(
                ExportSchema.STANDARD,
                export -> export.withClock(FixedClock.at("2026-12-01T00:00:00Z")),
                usage().cost(1),
                usage().cost(Double.NaN).set("currency", "EUR"),
                usage().cost(Double.POSITIVE_INFINITY).set("currency", "JPY"),
                usage().cost(3).set("currency", ""),
                usage().set("currency", "CHF"));

        assertThat(received.billed()).isEqualByComparingTo("1");
        assertThat(received.completeness().get(DAY)).isEqualTo(Completeness.PARTIAL);
        assertThat(received.refusals())
                .hasSize(4)
                .allSatisfy(refusal -> assertThat(refusal.source()).isEqualTo(FakeBigQuery.TABLE))
                .anySatisfy(refusal -> assertThat(refusal.reason()).contains("2026-07-01", "'NaN' is no amount"))
                .anySatisfy(refusal -> assertThat(refusal.reason()).contains("'Infinity' is no amount"))
                .anySatisfy(refusal -> assertThat(refusal.reason()).contains("not all of 1 rows have an amount"))
                .anySatisfy(refusal -> assertThat(refusal.column()).isEqualTo("currency"));
    }

    @ParameterizedTest
    @CsvSource({"202613", "20267", "''", "July"})
    void an_invoice_month_that_is_none_leaves_the_period_unknown(String month) {
        CostRecord record = records(ExportSchema.STANDARD, usage().cost(1).set("invoice", Map.of("month", month)))
                .get(0);

        assertThat(record.time(FocusColumn.BILLING_PERIOD_START)).isNull();
        assertThat(record.extensions().get("x_InvoiceMonth")).isEqualTo(month.isEmpty() ? null : month);
    }
}
