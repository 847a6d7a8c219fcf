package io.smartcost.provider.gcp;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.Tags;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Makes FOCUS records of charges. */
final class Records {
    private static final String PROVIDER = "Google Cloud";
    private static final DateTimeFormatter INVOICE_MONTH = DateTimeFormatter.ofPattern("uuuuMM");
    /** Where Google's months begin and end. */
    private static final ZoneId INVOICE_ZONE = ZoneId.of("America/Los_Angeles");

    private final LabelTexts labels = new LabelTexts();

    CostRecord of(Charge charge) {
        LocalDate day = charge.day();
        CostRecord.Builder record = CostRecord.startingAt(
                        day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .time(
                        FocusColumn.CHARGE_PERIOD_END,
                        day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                .text(FocusColumn.PROVIDER_NAME, PROVIDER)
                .text(FocusColumn.BILLING_ACCOUNT_ID, charge.text(Output.BILLING_ACCOUNT))
                .text(FocusColumn.SUB_ACCOUNT_ID, charge.text(Output.PROJECT_ID))
                .text(FocusColumn.SUB_ACCOUNT_NAME, charge.text(Output.PROJECT))
                .text(FocusColumn.SERVICE_NAME, either(charge.text(Output.SERVICE), charge.text(Output.SERVICE_ID)))
                .text(FocusColumn.SKU_ID, charge.text(Output.SKU_ID))
                .text(FocusColumn.SKU_METER, charge.text(Output.SKU))
                .text(FocusColumn.REGION_ID, either(charge.text(Output.REGION), charge.text(Output.LOCATION)))
                .text(FocusColumn.AVAILABILITY_ZONE, charge.text(Output.ZONE))
                .text(
                        FocusColumn.RESOURCE_ID,
                        either(charge.text(Output.RESOURCE_GLOBAL_NAME), charge.text(Output.RESOURCE_NAME)))
                .text(FocusColumn.RESOURCE_NAME, charge.text(Output.RESOURCE_NAME))
                .text(FocusColumn.INVOICE_ISSUER_NAME, either(charge.text(Output.SELLER), PROVIDER))
                .text(FocusColumn.CHARGE_CATEGORY, category(charge))
                .text(
                        FocusColumn.CHARGE_DESCRIPTION,
                        charge.credit()
                                ? either(charge.text(Output.CREDIT_FULL_NAME), charge.text(Output.CREDIT_NAME))
                                : charge.text(Output.SKU))
                .tags(tags(charge));
        costs(charge, record);
        invoice(charge.text(Output.INVOICE_MONTH), record);
        return record.extension("x_InvoiceMonth", charge.text(Output.INVOICE_MONTH))
                .extension("x_CostType", charge.text(Output.COST_TYPE))
                .extension("x_ServiceId", charge.text(Output.SERVICE_ID))
                .extension("x_ConsumptionModel", charge.text(Output.CONSUMPTION_MODEL))
                .extension("x_SubscriptionId", charge.text(Output.SUBSCRIPTION))
                .extension("x_CreditType", charge.text(Output.CREDIT_TYPE))
                .extension("x_CreditId", charge.text(Output.CREDIT_ID))
                .extension("x_CreditName", charge.text(Output.CREDIT_NAME))
                .build();
    }

    private static void costs(Charge charge, CostRecord.Builder record) {
        record.currency(charge.currency())
                .cost(CostMetric.BILLED, charge.amount())
                .cost(CostMetric.EFFECTIVE, charge.amount())
                .cost(CostMetric.LIST, charge.listCost())
                .cost(CostMetric.CONTRACTED, charge.contractedCost());
        if (charge.usage() != null && charge.text(Output.USAGE_UNIT) != null) {
            record.decimal(FocusColumn.CONSUMED_QUANTITY, charge.usage())
                    .text(FocusColumn.CONSUMED_UNIT, charge.text(Output.USAGE_UNIT));
        }
        if (charge.pricingUsage() != null && charge.text(Output.PRICING_UNIT) != null) {
            record.decimal(FocusColumn.PRICING_QUANTITY, charge.pricingUsage())
                    .text(FocusColumn.PRICING_UNIT, charge.text(Output.PRICING_UNIT));
        }
    }

    private static String category(Charge charge) {
        if (charge.credit()) {
            return "Credit";
        }
        String type = charge.text(Output.COST_TYPE);
        return switch (type == null ? "regular" : type) {
            case "tax" -> "Tax";
            case "adjustment", "rounding_error" -> "Adjustment";
            default -> "Usage";
        };
    }

    private static void invoice(@Nullable String month, CostRecord.Builder record) {
        if (month == null) {
            return;
        }
        try {
            YearMonth invoice = YearMonth.parse(month, INVOICE_MONTH);
            record.time(
                            FocusColumn.BILLING_PERIOD_START,
                            invoice.atDay(1).atStartOfDay(INVOICE_ZONE).toInstant())
                    .time(
                            FocusColumn.BILLING_PERIOD_END,
                            invoice.plusMonths(1)
                                    .atDay(1)
                                    .atStartOfDay(INVOICE_ZONE)
                                    .toInstant());
        } catch (DateTimeException e) {
            // The month stays as it came in x_InvoiceMonth; the period is unknown.
        }
    }

    private Tags tags(Charge charge) {
        return labels.tags(
                charge.texts()[Output.SYSTEM_LABELS.ordinal()],
                charge.texts()[Output.PROJECT_LABELS.ordinal()],
                charge.texts()[Output.RESOURCE_TAGS.ordinal()],
                charge.texts()[Output.LABELS.ordinal()]);
    }

    private static @Nullable String either(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }
}
