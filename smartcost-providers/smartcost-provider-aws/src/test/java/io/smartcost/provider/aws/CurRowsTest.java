package io.smartcost.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.spi.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of each kind of line item. */
class CurRowsTest {
    private static final String DAY = "2024-05-03";
    private static final String[] NUMBERS = {
        "line_item_net_unblended_cost",
        "reservation_effective_cost",
        "reservation_net_effective_cost",
        "reservation_unused_amortized_upfront_fee_for_billing_period",
        "reservation_net_unused_amortized_upfront_fee_for_billing_period",
        "reservation_unused_recurring_fee",
        "reservation_net_unused_recurring_fee",
        "savings_plan_savings_plan_effective_cost",
        "savings_plan_net_savings_plan_effective_cost",
        "savings_plan_total_commitment_to_date",
        "savings_plan_used_commitment",
        "savings_plan_amortized_upfront_commitment_for_billing_period",
        "savings_plan_net_amortized_upfront_commitment_for_billing_period",
        "savings_plan_recurring_commitment_for_billing_period",
        "savings_plan_net_recurring_commitment_for_billing_period",
        "reservation_reservation_a_r_n",
    };

    private final FakeS3 s3 = new FakeS3();
    private final Export export = Export.in(s3.bucket, "2024-06-20T00:00:00Z");

    @AfterEach
    void stop() {
        s3.close();
    }

    private Received fetch(String... csv) {
        export.overwrite("2024-05", csv);
        return Received.from(
                AwsDataExports.using(s3.client(), export.location()), DayRange.month(YearMonth.of(2024, 5)));
    }

    private CostRecord only(CurCsv csv) {
        Received received = fetch(csv.toString());
        assertThat(received.refusals).isEmpty();
        assertThat(received.records()).hasSize(1);
        return received.records().get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // the type            | unblended | cells of the 16 columns above                  | effective |
                // category
                "Usage                   | 1.10   |                                               | 1.10      | Usage",
                "Usage                   | 1.10   | 0=0.9                                         | 0.9       | Usage",
                "Tax                     | 0.05   |                                               | 0.05      | Tax",
                "Credit                  | -3     |                                               | -3        | Credit",
                "Refund                  | -3     | 0=-2.5                                        | -2.5      | Adjustment",
                "EdpDiscount             | -3     |                                               | -3        | Credit",
                "PrivateRateDiscount     | -3     | 0=0                                           | 0         | Credit",
                "BundledDiscount         | -0.1   |                                               | -0.1      | Credit",
                "Fee                     | 7      |                                               | 7         | Purchase",
                "Fee                     | 7000   | 15=arn:aws:ec2::1:reserved-instances/1        | 0         | Purchase",
                "DiscountedUsage         | 0      | 1=0.123456789012345678                        | 0.123456789012345678 | Usage",
                "DiscountedUsage         | 0      | 1=0.5 2=0.4                                   | 0.4       | Usage",
                "DiscountedUsage         | 0      |                                               | -         | Usage",
                "RIFee                   | 30     | 3=4.25 5=0.75                                 | 5.00      | Purchase",
                "RIFee                   | 30     | 3=4.25 4=4 5=0.75 6=0.5                       | 4.5       | Purchase",
                "RIFee                   | 30     | 5=0.75                                        | 0.75      | Purchase",
                "SavingsPlanCoveredUsage | 2      | 7=1.4                                         | 1.4       | Usage",
                "SavingsPlanCoveredUsage | 2      | 7=1.4 8=1.3                                   | 1.3       | Usage",
                "SavingsPlanNegation     | -2     |                                               | 0         | Usage",
                "SavingsPlanUpfrontFee   | 500    | 0=480                                         | 0         | Purchase",
                "SavingsPlanRecurringFee | 10     | 9=10 10=7.5                                   | 2.5       | Purchase",
                "SavingsPlanRecurringFee | 10     | 9=10 10=7.5 11=0 13=10 14=9                   | 2.25      | Purchase",
                "SavingsPlanRecurringFee | 0      | 9=10 10=7 11=300 12=100 13=0                  | 1         | Purchase",
                "SavingsPlanRecurringFee | 10     | 9=10                                          | -         | Purchase",
                "SomethingNew            | 4      |                                               | 4         | -",
            })
    void each_type_has_its_effective_cost(
            String type, String unblended, String cells, String effective, String category) {
        String[] given = cells == null ? new String[0] : cells.split(" ");
        String[] pairs = Stream.of(given)
                .flatMap(each -> Stream.of(
                        NUMBERS[Integer.parseInt(each.substring(0, each.indexOf('=')))],
                        each.substring(each.indexOf('=') + 1)))
                .toArray(String[]::new);
        CostRecord record = only(new CurCsv().row(DAY, type, unblended, pairs).column(NUMBERS));

        assertThat(record.cost(CostMetric.BILLED)).isEqualByComparingTo(unblended);
        if (effective.equals("-")) {
            assertThat(record.cost(CostMetric.EFFECTIVE)).isNull();
        } else {
            assertThat(record.cost(CostMetric.EFFECTIVE)).isEqualByComparingTo(effective);
        }
        assertThat(record.text(FocusColumn.CHARGE_CATEGORY)).isEqualTo(category.equals("-") ? null : category);
        assertThat(record.extensions()).containsEntry("x_LineItemType", type);
    }

    /** What the export's query left out is unknown, and not nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"DiscountedUsage", "SavingsPlanCoveredUsage", "RIFee", "SavingsPlanRecurringFee"})
    void an_effective_cost_whose_columns_are_missing_is_unknown(String type) {
        CostRecord record = only(new CurCsv().row(DAY, type, "5"));

        assertThat(record.cost(CostMetric.BILLED)).isEqualByComparingTo("5");
        assertThat(record.cost(CostMetric.EFFECTIVE)).isNull();
    }

    /** A commitment costs what it is worth, however much of it was used. */
    @Test
    void a_savings_plan_costs_its_fee_in_effect() {
        Received received = fetch(new CurCsv()
                .row(DAY, "SavingsPlanCoveredUsage", "2.0", "savings_plan_savings_plan_effective_cost", "1.2")
                .row(DAY, "SavingsPlanNegation", "-2.0")
                .row(
                        DAY,
                        "SavingsPlanRecurringFee",
                        "3.0",
                        "savings_plan_total_commitment_to_date",
                        "3.0",
                        "savings_plan_used_commitment",
                        "1.2")
                .toString());

        assertThat(received.billed()).isEqualByComparingTo("3.0");
        assertThat(received.records().stream()
                        .map(record -> record.cost(CostMetric.EFFECTIVE))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("3.0");
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
        Received received = fetch(csv);

        assertThat(received.billed()).isEqualByComparingTo("3");
        assertThat(received.refusals).extracting(Refusal::line).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 10L);
        assertThat(received.refusals)
                .extracting(Refusal::column)
                .containsExactly(
                        "line_item_unblended_cost",
                        "line_item_line_item_type",
                        "reservation_effective_cost",
                        "line_item_currency_code",
                        "resource_tags",
                        "line_item_usage_start_date",
                        null);
        assertThat(received.refusals)
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
        Received received = fetch(header + "\n1,2,3\n");

        assertThat(received.records()).isEmpty();
        assertThat(received.refusals)
                .singleElement()
                .satisfies(refusal ->
                        assertThat(refusal.column() + " " + refusal.reason()).contains(reason));
    }

    @Test
    void a_focus_export_is_taken_as_it_is() {
        Received received = fetch("ChargePeriodStart,BillingCurrency,BilledCost,x_UsageType\n"
                + "2024-05-03T00:00:00Z,EUR,1.10,BoxUsage\n");

        assertThat(received.records()).singleElement().satisfies(record -> {
            assertThat(record.currency()).isEqualTo("EUR");
            assertThat(record.cost(CostMetric.BILLED)).isEqualByComparingTo("1.1");
            assertThat(record.extensions()).containsEntry("x_UsageType", "BoxUsage");
        });
    }
}
