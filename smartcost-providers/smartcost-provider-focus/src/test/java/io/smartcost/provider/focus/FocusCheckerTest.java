package io.smartcost.provider.focus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.model.FocusVersion;
import io.smartcost.model.SmartCostException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FocusCheckerTest {
    private static final Map<String, String> GOOD = new LinkedHashMap<>();

    static {
        String row =
                "BilledCost=1.5;BillingAccountId=1;BillingAccountName=Acme;BillingCurrency=USD;BillingPeriodEnd=2026-09-01T00:00:00Z;"
                        + "BillingPeriodStart=2026-08-01T00:00:00Z;ChargeCategory=Usage;ChargeClass=;ChargeDescription=;ChargeFrequency=Usage-Based;"
                        + "ChargePeriodEnd=2026-08-02T00:00:00Z;ChargePeriodStart=2026-08-01T00:00:00Z;ContractedCost=1.5;ContractedUnitPrice=0.5;"
                        + "EffectiveCost=1.5;InvoiceIssuerName=AWS;ListCost=2.00000000001;ListUnitPrice=0.6666666666667;PricingQuantity=3;"
                        + "PricingUnit=Hours;ProviderName=AWS;PublisherName=AWS;ServiceCategory=Compute;ServiceName=EC2;ConsumedQuantity=3;ConsumedUnit=Hours;"
                        + "ResourceId=i-1;ResourceName=web;CommitmentDiscountId=;CommitmentDiscountCategory=;CommitmentDiscountType=;CommitmentDiscountStatus=;"
                        + "CapacityReservationId=;CapacityReservationStatus=;SubAccountId=;SubAccountName=;RegionId=eu-west-1;RegionName=Ireland;"
                        + "ServiceSubcategory=Virtual Machines;Tags={'env':'prod','n':1};SkuPriceDetails=;x_more=anything";
        for (String cell : row.split(";")) {
            String[] parts = cell.split("=", 2);
            GOOD.put(parts[0], parts[1].replace('\'', '"'));
        }
    }

    @Test
    void a_good_file_passes() {
        CheckReport report = check(GOOD);

        assertThat(report.findings()).isEmpty();
        assertThat(report.passed()).isTrue();
        assertThat(report.rows()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "BilledCost-not-null               | BilledCost=",
                "ContractedCost-not-null           | ContractedCost=NULL",
                "ServiceSubcategory-not-null       | ServiceSubcategory=",
                "BilledCost-decimal                | BilledCost=$1",
                "BilledCost-decimal                | BilledCost=+1",
                "BilledCost-decimal                | BilledCost=1,000.00",
                "BilledCost-decimal                | BilledCost= 1",
                "ChargePeriodStart-date            | ChargePeriodStart=2026-08-01 00:00:00",
                "ChargePeriodStart-date            | ChargePeriodStart=8/1/2026",
                "ChargePeriodStart-date            | ChargePeriodStart=2026-08-32T00:00:00Z",
                "Tags-json                         | Tags=`env`: `prod`",
                "Tags-json                         | Tags={\"a\":{\"b\":1}}",
                "Tags-json                         | Tags=[]",
                "SkuPriceDetails-json              | SkuPriceDetails=x",
                "ChargeCategory-allowed            | ChargeCategory=usage;PricingQuantity=3;ConsumedQuantity=;ConsumedUnit=",
                "ChargeClass-allowed               | ChargeClass=correction",
                "ChargeFrequency-allowed           | ChargeFrequency=Usage-based",
                "ServiceCategory-allowed           | ServiceCategory=Computing",
                "BillingCurrency-code              | BillingCurrency=usd",
                "BillingCurrency-code              | BillingCurrency=ZZZ",
                "ListCost-is-price-times-quantity  | ListCost=2.0000001",
                "ContractedCost-is-price-times-quantity | ContractedCost=1.6",
                "ChargePeriodEnd-after-start       | ChargePeriodEnd=2026-08-01T00:00:00Z",
                "BillingPeriodEnd-after-start      | BillingPeriodEnd=2026-07-01T00:00:00Z",
                "PricingUnit-with-quantity         | PricingUnit=",
                "ConsumedUnit-with-quantity        | ConsumedUnit=",
                "PricingQuantity-for-usage-and-purchase | PricingQuantity=;PricingUnit=",
                "PricingQuantity-not-for-tax       | ChargeCategory=Tax;ConsumedQuantity=;ConsumedUnit=",
                "ConsumedQuantity-only-for-usage   | ChargeCategory=Adjustment",
                "ChargeFrequency-of-purchase       | ChargeCategory=Purchase;ConsumedQuantity=;ConsumedUnit=",
                "ResourceName-needs-id             | ResourceId=",
                "RegionName-needs-id               | RegionId=",
                "SubAccountName-needs-id           | SubAccountName=a",
                "CommitmentDiscountType-needs-id   | CommitmentDiscountType=a",
                "CommitmentDiscountCategory-with-id | CommitmentDiscountId=c;CommitmentDiscountType=a;CommitmentDiscountStatus=Used",
                "CommitmentDiscountStatus-with-id  | CommitmentDiscountId=c;CommitmentDiscountType=a;CommitmentDiscountCategory=Spend",
                "CapacityReservationStatus-with-id | CapacityReservationId=c",
                "EffectiveCost-zero-for-prepaid    | ChargeCategory=Purchase;ChargeFrequency=One-Time;ConsumedQuantity=;ConsumedUnit=;CapacityReservationId=c",
            })
    void each_rule_finds_what_breaks_it(String rule, String changes) {
        Map<String, String> row = new LinkedHashMap<>(GOOD);
        for (String change : changes.replace('`', '"').split(";")) {
            row.put(change.split("=", 2)[0], change.split("=", 2)[1]);
        }
        CheckReport report = check(row);

        assertThat(report.findings()).extracting(CheckReport.Finding::rule).containsExactly(rule);
        assertThat(report.findings().get(0).count()).isEqualTo(1);
        assertThat(report.findings().get(0).examples())
                .extracting(CheckReport.Example::line)
                .containsExactly(2L);
    }

    @ParameterizedTest
    @CsvSource({
        "ListCost=9;ChargeClass=Correction",
        "BilledCost=5E-05",
        "BilledCost=-1.2e+3",
        "BillingAccountName=NULL",
        "ListUnitPrice="
    })
    void what_is_allowed_is_not_reported(String changes) {
        Map<String, String> row = new LinkedHashMap<>(GOOD);
        for (String change : changes.split(";")) {
            row.put(change.split("=", 2)[0], change.split("=", 2)[1]);
        }

        assertThat(check(row).findings()).isEmpty();
    }

    @Test
    void columns_are_checked_too() {
        Map<String, String> row = new LinkedHashMap<>(GOOD);
        row.remove("BillingAccountName");
        row.put("InvoiceDetailId", "");
        row.put("billedcost", "1.5");
        row.put("Owner", "");

        assertThat(check(row).findings())
                .extracting(finding -> finding.rule() + " " + finding.count())
                .containsExactly("BillingAccountName-present 1", "column-prefix 2", "column-unique 1");
    }

    @Test
    void rows_that_cannot_be_read_are_reported_and_examples_are_few() {
        CheckReport report = check(String.join(",", GOOD.keySet()) + "\na,b\n".repeat(7));

        assertThat(report.rows()).isEqualTo(7);
        assertThat(report.findings()).hasSize(1);
        assertThat(report.findings().get(0).rule()).isEqualTo("row-readable");
        assertThat(report.findings().get(0).count()).isEqualTo(7);
        assertThat(report.findings().get(0).examples())
                .extracting(CheckReport.Example::line)
                .containsExactly(2L, 4L, 6L, 8L, 10L);
        assertThat(check("").passed()).isFalse();
        assertThat(check("\"BilledCost").passed()).isFalse();
    }

    @Test
    void a_file_that_is_not_there_is_an_error_with_its_name(@TempDir Path folder) {
        assertThatThrownBy(() -> FocusChecker.check(folder.resolve("none.csv")))
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining("none.csv");
    }

    @Test
    void what_we_write_has_every_column() {
        List<String> mandatory =
                CellRules.MANDATORY.stream().map(column -> column.title()).toList();

        assertThat(mandatory).hasSize(21).isSubsetOf(new Layout(FocusVersion.V1_2, List.of()).names());
    }

    private static CheckReport check(Map<String, String> row) {
        List<String> cells = new ArrayList<>();
        row.values().forEach(cell -> cells.add("\"" + cell.replace("\"", "\"\"") + "\""));
        return check(row.keySet().stream().collect(Collectors.joining(",")) + "\n" + String.join(",", cells) + "\n");
    }

    private static CheckReport check(String csv) {
        try {
            return FocusChecker.check(new ByteArrayInputStream(csv.getBytes(UTF_8)), "costs.csv");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
