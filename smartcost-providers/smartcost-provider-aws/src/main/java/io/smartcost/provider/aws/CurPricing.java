package io.smartcost.provider.aws;

import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.provider.focus.BadCell;
import io.smartcost.provider.focus.Columns;
import io.smartcost.provider.focus.Columns.Column;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Quantities, how a row is priced, and the commitment behind it. What a CUR 2.0 does not tell stays unknown. */
final class CurPricing {
    private final Column<BigDecimal> amount;
    private final Column<String> unit;
    private final Column<BigDecimal> publicRate;
    private final Column<String> term;
    private final Column<String> purchaseOption;
    private final Column<String> usageType;
    private final Column<String> savingsPlan;
    private final Column<String> reservation;

    CurPricing(Columns columns) throws BadCell {
        amount = columns.decimal("line_item_usage_amount");
        unit = columns.text("pricing_unit");
        publicRate = columns.decimal("pricing_public_on_demand_rate");
        term = columns.text("pricing_term");
        purchaseOption = columns.text("pricing_purchase_option");
        usageType = columns.text("line_item_usage_type");
        savingsPlan = columns.text("savings_plan_savings_plan_a_r_n");
        reservation = columns.text("reservation_reservation_a_r_n");
    }

    void read(String type, CostRecord.Builder record) throws BadCell {
        record.decimal(FocusColumn.PRICING_QUANTITY, amount.value())
                .decimal(FocusColumn.LIST_UNIT_PRICE, publicRate.value())
                .text(FocusColumn.CHARGE_FREQUENCY, frequency(type));
        boolean covered = type.equals("DiscountedUsage") || type.equals("SavingsPlanCoveredUsage");
        if (covered || type.equals("Usage")) {
            record.decimal(FocusColumn.CONSUMED_QUANTITY, amount.value())
                    .text(FocusColumn.CONSUMED_UNIT, unit.value())
                    .text(FocusColumn.PRICING_CATEGORY, covered ? "Committed" : category());
        }
        commitment(record, covered);
    }

    private @Nullable String frequency(String type) throws BadCell {
        return switch (type) {
            case "Usage", "DiscountedUsage", "SavingsPlanCoveredUsage", "SavingsPlanNegation" -> "Usage-Based";
            case "RIFee", "SavingsPlanRecurringFee" -> "Recurring";
            case "SavingsPlanUpfrontFee" -> "One-Time";
            case "Fee" -> reservation.value() == null ? null : "One-Time";
            default -> null;
        };
    }

    private @Nullable String category() throws BadCell {
        String usage = usageType.value();
        if ("Spot".equals(term.value())
                || "Spot".equals(purchaseOption.value())
                || (usage != null && usage.contains("SpotUsage"))) {
            return "Dynamic";
        }
        return "OnDemand".equals(term.value()) ? "Standard" : null;
    }

    private void commitment(CostRecord.Builder record, boolean covered) throws BadCell {
        String plan = savingsPlan.value();
        String id = plan == null ? reservation.value() : plan;
        if (id != null) {
            record.text(FocusColumn.COMMITMENT_DISCOUNT_ID, id)
                    .text(FocusColumn.COMMITMENT_DISCOUNT_CATEGORY, plan == null ? "Usage" : "Spend")
                    .text(FocusColumn.COMMITMENT_DISCOUNT_TYPE, plan == null ? "Reservation" : "Savings Plan")
                    .text(FocusColumn.COMMITMENT_DISCOUNT_STATUS, covered ? "Used" : null);
        }
    }
}
