package io.smartcost.provider.azure;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.Tags;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes cost records of charges. What Cost Management does not tell, list and contracted costs among it, stays unknown. */
final class Records {
    private final Charges charges;
    private final @Nullable String billingAccount;
    private final List<@Nullable Grouping> groupings = new ArrayList<>();
    private final int tagKey;
    private final int tagValue;
    private final @Nullable String askedTag;

    Records(Charges charges, AzureScope scope, List<Grouping> asked) {
        this.charges = charges;
        this.billingAccount = scope.billingAccountId();
        for (String column : charges.columns()) {
            groupings.add(asked.stream()
                    .filter(grouping -> !grouping.isTag() && grouping.name().equalsIgnoreCase(column))
                    .findFirst()
                    .orElse(null));
        }
        this.tagKey = charges.columns().indexOf("tagkey");
        this.tagValue = charges.columns().indexOf("tagvalue");
        this.askedTag = asked.stream()
                .filter(Grouping::isTag)
                .map(Grouping::name)
                .findFirst()
                .orElse(null);
    }

    CostRecord of(Charges.Charge charge) {
        LocalDate day = charge.key.day();
        CostRecord.Builder record = CostRecord.startingAt(
                        day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .time(
                        FocusColumn.CHARGE_PERIOD_END,
                        day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                .text(FocusColumn.PROVIDER_NAME, "Microsoft")
                .text(FocusColumn.BILLING_ACCOUNT_ID, billingAccount)
                .currency(charge.key.currency())
                .cost(CostMetric.BILLED, charges.cost(charge, CostMetric.BILLED))
                .cost(CostMetric.EFFECTIVE, charges.cost(charge, CostMetric.EFFECTIVE));
        List<@Nullable String> values = charge.key.values();
        Map<FocusColumn, String> told = new EnumMap<>(FocusColumn.class);
        for (int i = 0; i < values.size(); i++) {
            Grouping grouping = groupings.get(i);
            String value = values.get(i);
            if (grouping != null && grouping.column() != null && value != null && !value.isEmpty()) {
                told.put(grouping.column(), value);
            }
        }
        told.forEach((column, value) -> put(record, column, value));
        record.text(FocusColumn.COMMITMENT_DISCOUNT_STATUS, commitmentStatus(told));
        tag(values, record);
        return record.build();
    }

    private void tag(List<@Nullable String> values, CostRecord.Builder record) {
        String value = tagValue < 0 ? null : values.get(tagValue);
        if (value != null && !value.isEmpty()) {
            String key = tagKey < 0 ? null : values.get(tagKey);
            String name = key == null || key.isEmpty() ? askedTag : key;
            record.tags(name == null ? Tags.none() : Tags.of(Map.of(name, value)));
        }
    }

    /** As Microsoft itself maps Cost Management to FOCUS. */
    private static void put(CostRecord.Builder record, FocusColumn column, String value) {
        switch (column) {
            case CHARGE_CATEGORY ->
                record.text(column, chargeCategory(value))
                        .text(FocusColumn.CHARGE_CLASS, folded(value).equals("refund") ? "Correction" : null)
                        .extension("x_ChargeType", value);
            case CHARGE_FREQUENCY -> record.text(column, chargeFrequency(value)).extension("x_Frequency", value);
            case PRICING_CATEGORY -> record.text(column, pricingCategory(value)).extension("x_PricingModel", value);
            case COMMITMENT_DISCOUNT_ID -> {
                String id = value.toLowerCase(Locale.ROOT);
                boolean reservation = id.contains("/microsoft.capacity/");
                boolean savingsPlan = id.contains("/microsoft.billingbenefits/");
                record.text(column, value)
                        .text(
                                FocusColumn.COMMITMENT_DISCOUNT_CATEGORY,
                                reservation ? "Usage" : savingsPlan ? "Spend" : null)
                        .text(
                                FocusColumn.COMMITMENT_DISCOUNT_TYPE,
                                reservation ? "Reservation" : savingsPlan ? "Savings Plan" : null);
            }
            default -> record.text(column, value);
        }
    }

    /** Null for a type that is not known: a wrong category would be worse than none. */
    private static @Nullable String chargeCategory(String type) {
        return switch (folded(type)) {
            case "usage", "unusedreservation", "unusedsavingsplan" -> "Usage";
            case "purchase", "refund" -> "Purchase";
            case "tax" -> "Tax";
            case "adjustment", "roundingadjustment" -> "Adjustment";
            case "credit" -> "Credit";
            default -> null;
        };
    }

    /** Null where it takes the charge's type to tell, and costs are not told apart by that. */
    private static @Nullable String commitmentStatus(Map<FocusColumn, String> values) {
        String type = folded(values.getOrDefault(FocusColumn.CHARGE_CATEGORY, ""));
        String model = values.getOrDefault(FocusColumn.PRICING_CATEGORY, "");
        if (type.startsWith("unused")) {
            return "Unused";
        }
        return type.equals("usage") && "Committed".equals(pricingCategory(model)) ? "Used" : null;
    }

    private static @Nullable String chargeFrequency(String frequency) {
        return switch (folded(frequency)) {
            case "onetime" -> "One-Time";
            case "recurring" -> "Recurring";
            case "usagebased" -> "Usage-Based";
            default -> null;
        };
    }

    private static @Nullable String pricingCategory(String model) {
        return switch (folded(model)) {
            case "ondemand" -> "Standard";
            case "spot" -> "Dynamic";
            case "reservation", "savingsplan" -> "Committed";
            default -> null;
        };
    }

    private static String folded(String value) {
        return value.replaceAll("[ _-]", "").toLowerCase(Locale.ROOT);
    }
}
