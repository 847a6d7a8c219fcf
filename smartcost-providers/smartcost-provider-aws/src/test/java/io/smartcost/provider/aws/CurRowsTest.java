package io.smartcost.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.testkit.Fetched;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each kind of line item costs. */
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
                "DiscountedUsage         | 0      | 0=0 1=0.5 2=0.4                               | 0.4       | Usage",
                "DiscountedUsage         | 0      |                                               | -         | Usage",
                "RIFee                   | 30     | 3=4.25 5=0.75                                 | 5.00      | Purchase",
                "RIFee                   | 30     | 0=27 3=4.25 4=4 5=0.75 6=0.5                  | 4.5       | Purchase",
                "RIFee                   | 30     | 5=0.75                                        | 0.75      | Purchase",
                "SavingsPlanCoveredUsage | 2      | 7=1.4                                         | 1.4       | Usage",
                "SavingsPlanCoveredUsage | 2      | 0=2 7=1.4 8=1.3                               | 1.3       | Usage",
                "SavingsPlanNegation     | -2     |                                               | 0         | Usage",
                "SavingsPlanUpfrontFee   | 500    | 0=480                                         | 0         | Purchase",
                "SavingsPlanRecurringFee | 10     | 9=10 10=7.5                                   | 2.5       | Purchase",
                "SavingsPlanRecurringFee | 10     | 0=9 9=10 10=7.5 11=0 12=0 13=10 14=9          | 2.25      | Purchase",
                "SavingsPlanRecurringFee | 0      | 0=0 9=10 10=7 11=300 12=100 13=0 14=0         | 1         | Purchase",
                "SavingsPlanRecurringFee | 10     | 9=10                                          | -         | Purchase",
                // The row is read gross as a whole.
                "DiscountedUsage         | 0      | 1=0.5 2=0.4                                   | 0.5       | Usage",
                "RIFee                   | 30     | 3=4.25 4=4 5=0.75 6=0.5                       | 5.00      | Purchase",
                "RIFee                   | 30     | 0=27 3=4.25 4=4 5=0.75                        | 5.00      | Purchase",
                "SavingsPlanRecurringFee | 10     | 0=9 9=10 10=7.5 11=5 13=10 14=9               | 2.5       | Purchase",
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

    /** Usage at its net cost and commitments at their gross one do not add up to anything. */
    @Test
    void a_file_without_all_net_columns_is_read_gross() {
        CurCsv csv = new CurCsv()
                .row(DAY, "Usage", "1.10", "line_item_net_unblended_cost", "0.9")
                .column("reservation_effective_cost");
        assertThat(only(csv).cost(CostMetric.EFFECTIVE)).isEqualByComparingTo("1.10");
        assertThat(only(csv.column("reservation_net_effective_cost")).cost(CostMetric.EFFECTIVE))
                .isEqualByComparingTo("0.9");
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
        Fetched received = fetch(new CurCsv()
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
}
