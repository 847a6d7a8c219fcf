package io.smartcost.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.spi.Refusal;
import io.smartcost.testkit.Fetched;
import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the columns of a CUR 2.0 go, and what is refused. */
class CurColumnsTest {
    private static final String DAY = "2024-05-03";

    private final FakeS3 s3 = new FakeS3();
    private final Export export = Export.in(s3.bucket, "2024-06-20T00:00:00Z");

    @AfterEach
    void stop() {
        s3.close();
    }

    private Fetched fetch(String... csv) {
        export.overwrite("2024-05", csv);
        return Fetched.from(
                AwsDataExports.using(s3.client(), export.location()), DayRange.month(YearMonth.of(2024, 5)));
    }

    private CostRecord only(CurCsv csv) {
        Fetched received = fetch(csv.toString());
        assertThat(received.refusals()).isEmpty();
        assertThat(received.records()).hasSize(1);
        return received.records().get(0);
    }

    @Test
    void the_other_columns_have_their_places() {
        CostRecord record = only(new CurCsv()
                .row(
                        DAY,
                        "SavingsPlanCoveredUsage",
                        "1E-10",
                        "line_item_usage_end_date",
                        "2024-05-03T06:00:00.000Z",
                        "bill_billing_period_start_date",
                        "2024-05-01T00:00:00.000Z",
                        "bill_billing_period_end_date",
                        "2024-06-01T00:00:00.000Z",
                        "bill_payer_account_id",
                        "111122223333",
                        "bill_payer_account_name",
                        "The payer",
                        "bill_invoice_id",
                        "EUINDE24-1",
                        "bill_invoicing_entity",
                        "Amazon Web Services EMEA SARL",
                        "line_item_legal_entity",
                        "Amazon Web Services, Inc.",
                        "line_item_usage_account_id",
                        "444455556666",
                        "line_item_usage_account_name",
                        "Shop",
                        "line_item_product_code",
                        "AmazonEC2",
                        "product",
                        "{\"product_name\":\"Amazon Elastic Compute Cloud\",\"region\":\"eu-central-1\"}",
                        "product_region_code",
                        "eu-central-1",
                        "product_sku",
                        "ABC",
                        "pricing_rate_code",
                        "ABC.1.2",
                        "pricing_unit",
                        "Hrs",
                        "pricing_public_on_demand_cost",
                        "0.0960000000",
                        "pricing_public_on_demand_rate",
                        "0.0960000000",
                        "line_item_usage_amount",
                        "1.0",
                        "line_item_usage_type",
                        "EUC1-BoxUsage:m5.large",
                        "line_item_operation",
                        "RunInstances",
                        "line_item_resource_id",
                        "i-1",
                        "line_item_availability_zone",
                        "eu-central-1a",
                        "savings_plan_savings_plan_a_r_n",
                        "arn:aws:savingsplans::1:savingsplan/1",
                        "savings_plan_savings_plan_effective_cost",
                        "0.07",
                        "resource_tags",
                        "{\"user_team\":\"shop\",\"aws_createdBy\":\"root\",\"user_x\":\"1\",\"x\":\"2\"}",
                        "cost_category",
                        "{\"unit\":\"retail\"}"));

        assertThat(record.chargePeriodStart()).isEqualTo(Instant.parse("2024-05-03T05:00:00Z"));
        assertThat(record.time(FocusColumn.CHARGE_PERIOD_END)).isEqualTo(Instant.parse("2024-05-03T06:00:00Z"));
        assertThat(record.time(FocusColumn.BILLING_PERIOD_END)).isEqualTo(Instant.parse("2024-06-01T00:00:00Z"));
        assertThat(record.cost(CostMetric.BILLED)).isEqualByComparingTo("0.0000000001");
        assertThat(record.cost(CostMetric.LIST)).isEqualByComparingTo("0.096");
        assertThat(record.cost(CostMetric.CONTRACTED)).isNull();
        assertThat(record.decimal(FocusColumn.CONSUMED_QUANTITY)).isEqualByComparingTo("1");
        assertThat(record.decimal(FocusColumn.PRICING_QUANTITY)).isEqualByComparingTo("1");
        assertThat(record.tags().entries())
                .containsOnly(
                        java.util.Map.entry("team", "shop"),
                        java.util.Map.entry("aws_createdBy", "root"),
                        java.util.Map.entry("user_x", "1"),
                        java.util.Map.entry("x", "2"));
        assertThat(record.extensions())
                .containsEntry("x_CostCategories", "{\"unit\":\"retail\"}")
                .containsEntry("x_ServiceCode", "AmazonEC2")
                .containsEntry("x_Operation", "RunInstances");
        assertText(record, FocusColumn.BILLING_ACCOUNT_ID, "111122223333");
        assertText(record, FocusColumn.SUB_ACCOUNT_NAME, "Shop");
        assertText(record, FocusColumn.SERVICE_NAME, "Amazon Elastic Compute Cloud");
        assertText(record, FocusColumn.REGION_ID, "eu-central-1");
        assertText(record, FocusColumn.AVAILABILITY_ZONE, "eu-central-1a");
        assertText(record, FocusColumn.RESOURCE_ID, "i-1");
        assertText(record, FocusColumn.SKU_ID, "ABC");
        assertText(record, FocusColumn.SKU_METER, "EUC1-BoxUsage:m5.large");
        assertText(record, FocusColumn.CONSUMED_UNIT, "Hrs");
        assertText(record, FocusColumn.PRICING_CATEGORY, "Committed");
        assertText(record, FocusColumn.CHARGE_FREQUENCY, "Usage-Based");
        assertText(record, FocusColumn.INVOICE_ID, "EUINDE24-1");
        assertText(record, FocusColumn.INVOICE_ISSUER_NAME, "Amazon Web Services EMEA SARL");
        assertText(record, FocusColumn.PUBLISHER_NAME, "Amazon Web Services, Inc.");
        assertText(record, FocusColumn.COMMITMENT_DISCOUNT_ID, "arn:aws:savingsplans::1:savingsplan/1");
        assertText(record, FocusColumn.COMMITMENT_DISCOUNT_CATEGORY, "Spend");
        assertText(record, FocusColumn.COMMITMENT_DISCOUNT_STATUS, "Used");
    }

    @Test
    void the_column_of_all_tags_has_them_by_their_kinds() {
        CostRecord record = only(new CurCsv()
                .row(
                        DAY,
                        "Usage",
                        "1",
                        "tags",
                        "{\"resourceTags/user_team\":\"shop\",\"resourceTags/env\":\"prod\",\"accountTag/team\":\"retail\","
                                + "\"userAttribute/team\":\"r2\",\"costCategory/unit\":\"u \\\"1\\\"\",\"user_old\":\"1\","
                                + "\"resourceTags/aws_createdBy\":\"root\",\"resourceTags/user_x\":\"1\",\"resourceTags/x\":\"2\"}",
                        "cost_category",
                        "{}"));

        assertThat(record.tags().entries())
                .containsOnly(
                        java.util.Map.entry("team", "shop"),
                        java.util.Map.entry("env", "prod"),
                        java.util.Map.entry("accountTag/team", "retail"),
                        java.util.Map.entry("userAttribute/team", "r2"),
                        java.util.Map.entry("old", "1"),
                        java.util.Map.entry("aws_createdBy", "root"),
                        java.util.Map.entry("resourceTags/user_x", "1"),
                        java.util.Map.entry("x", "2"));
        assertThat(record.extensions()).containsEntry("x_CostCategories", "{\"unit\":\"u \\\"1\\\"\"}");
    }

    /** A month's usage would all count for its first day. */
    @ParameterizedTest
    @CsvSource({
        "2024-05-04T05:00:00Z,,",
        "2024-05-04T05:00:01Z,, line_item_usage_end_date",
        "2024-06-01T00:00:00Z,, line_item_usage_end_date",
        "2024-06-01T00:00:00Z, 2024-05-03T00:00:00Z/2024-05-04T00:00:00Z,",
        "2024-05-03T06:00:00Z, 2024-05-01T00:00:00Z/2024-06-01T00:00:00Z, identity_time_interval",
        "2024-05-03T06:00:00Z, May, identity_time_interval",
    })
    void usage_of_a_month_is_refused(String end, String interval, String column) {
        for (String type : new String[] {"Usage", "DiscountedUsage", "SavingsPlanCoveredUsage", "RIFee"}) {
            Fetched received = fetch(new CurCsv()
                    .row(
                            DAY,
                            type,
                            "1",
                            "line_item_usage_end_date",
                            end,
                            "identity_time_interval",
                            interval == null ? "" : interval)
                    .toString());
            if (column == null || type.equals("RIFee")) {
                assertThat(received.refusals()).isEmpty();
            } else {
                assertThat(received.refusals()).extracting(Refusal::column).containsExactly(column);
            }
        }
    }

    @Test
    void usage_of_a_month_is_refused_in_a_focus_export_as_well() {
        String header = "ChargePeriodStart,ChargePeriodEnd,BillingCurrency,BilledCost,ChargeCategory,ChargeFrequency\n";
        String month = "2024-05-01T00:00:00Z,2024-06-01T00:00:00Z,USD,1.5,";
        Fetched received = fetch(header + month + "Usage,Usage-Based\n" + month + "Usage,Recurring\n" + month
                + "Purchase,Recurring\n" + "2024-05-01T00:00:00Z,2024-05-02T00:00:00Z,USD,1.5,Usage,Usage-Based\n");

        assertThat(received.billed()).isEqualByComparingTo("4.5");
        assertThat(received.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.line()).isEqualTo(2);
            assertThat(refusal.reason()).contains("31 days", "the export is monthly", "daily or hourly");
        });
    }

    private static void assertText(CostRecord record, FocusColumn column, String expected) {
        assertThat(record.text(column)).as(column.title()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "OnDemand, , BoxUsage, Standard",
        "Spot, , BoxUsage, Dynamic",
        ", Spot, BoxUsage, Dynamic",
        ", , EUC1-SpotUsage:m5.large, Dynamic",
        ", , BoxUsage,"
    })
    void usage_is_priced_by_its_term(String term, String option, String usageType, String category) {
        CostRecord record = only(new CurCsv()
                .row(
                        DAY,
                        "Usage",
                        "1",
                        "pricing_term",
                        term == null ? "" : term,
                        "pricing_purchase_option",
                        option == null ? "" : option,
                        "line_item_usage_type",
                        usageType,
                        "line_item_product_code",
                        "AmazonEC2"));

        assertText(record, FocusColumn.PRICING_CATEGORY, category);
        assertText(record, FocusColumn.SERVICE_NAME, "AmazonEC2");
    }

    @Test
    void what_cannot_be_read_is_refused_by_file_line_and_column() {
        String csv = new CurCsv()
                .row(DAY, "Usage", "1")
                .row(DAY, "Usage", "one")
                .row(DAY, "", "1")
                .row(DAY, "DiscountedUsage", "1", "reservation_effective_cost", "1,5")
                .row(DAY, "Usage", "1", "line_item_currency_code", "")
                .row(DAY, "Usage", "1", "resource_tags", "{not json")
                .row("2024-13-01", "Usage", "1")
                .row("2024-06-01", "Usage", "one")
                .row(
                        DAY,
                        "SavingsPlanRecurringFee",
                        "1",
                        "savings_plan_total_commitment_to_date",
                        "1E900",
                        "savings_plan_used_commitment",
                        "1E-900")
                .row(DAY, "Usage", "2")
                .toString();
        Fetched received = fetch(csv);

        assertThat(received.billed()).isEqualByComparingTo("3");
        assertThat(received.refusals()).extracting(Refusal::line).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 10L);
        assertThat(received.refusals())
                .extracting(Refusal::column)
                .containsExactly(
                        "line_item_unblended_cost",
                        "line_item_line_item_type",
                        "reservation_effective_cost",
                        "line_item_currency_code",
                        "resource_tags",
                        "line_item_usage_start_date",
                        null);
        assertThat(received.refusals())
                .allSatisfy(refusal -> assertThat(refusal.source())
                        .isEqualTo(export.location() + "/data/BILLING_PERIOD=2024-05/all-costs-00001.csv"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "line_item_usage_start_date,line_item_currency_code,line_item_line_item_type | line_item_unblended_cost",
                "lineItem/LineItemType,lineItem/UnblendedCost,lineItem/UsageStartDate         | legacy",
                "line_item_usage_start_date,line_item_currency_code,line_item_line_item_type,line_item_unblended_cost,line_item_unblended_cost | twice",
            })
    void a_file_without_what_is_needed_is_refused_as_a_whole(String header, String reason) {
        Fetched received = fetch(header + "\n1,2,3\n");

        assertThat(received.records()).isEmpty();
        assertThat(received.refusals())
                .singleElement()
                .satisfies(refusal ->
                        assertThat(refusal.column() + " " + refusal.reason()).contains(reason));
    }

    @Test
    void a_focus_export_is_taken_as_it_is() {
        Fetched received = fetch("ChargePeriodStart,BillingCurrency,BilledCost,x_UsageType\n"
                + "2024-05-03T00:00:00Z,EUR,1.10,BoxUsage\n");

        assertThat(received.records()).singleElement().satisfies(record -> {
            assertThat(record.currency()).isEqualTo("EUR");
            assertThat(record.cost(CostMetric.BILLED)).isEqualByComparingTo("1.1");
            assertThat(record.extensions()).containsEntry("x_UsageType", "BoxUsage");
        });
    }
}
