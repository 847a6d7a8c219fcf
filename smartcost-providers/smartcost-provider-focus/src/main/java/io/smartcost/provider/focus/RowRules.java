package io.smartcost.provider.focus;

import static io.smartcost.model.FocusColumn.*;

import io.smartcost.model.FocusColumn;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rules of FOCUS 1.2 about several columns of one row: arithmetic, order, what goes with what. */
final class RowRules {
    /** Of the cost, or of 1 if that is more: real files round prices, and hold to this. */
    private static final BigDecimal TOLERANCE = new BigDecimal("1E-8");

    private RowRules() {}

    static List<Rule> all() {
        List<Rule> rules = new ArrayList<>();
        rules.add(product(LIST_COST, LIST_UNIT_PRICE));
        rules.add(product(CONTRACTED_COST, CONTRACTED_UNIT_PRICE));
        rules.add(Rule.of(
                EFFECTIVE_COST, "zero-for-prepaid", "is 0 for a purchase that pays for later charges", row -> {
                    BigDecimal cost = row.decimal(EFFECTIVE_COST);
                    boolean prepaid = row.is(CHARGE_CATEGORY, "Purchase")
                            && (row.text(COMMITMENT_DISCOUNT_ID) != null || row.text(CAPACITY_RESERVATION_ID) != null);
                    return prepaid && cost != null && cost.signum() != 0 ? row.text(EFFECTIVE_COST) : null;
                }));
        rules.add(order(CHARGE_PERIOD_START, CHARGE_PERIOD_END));
        rules.add(order(BILLING_PERIOD_START, BILLING_PERIOD_END));
        rules.add(together(PRICING_UNIT, PRICING_QUANTITY));
        rules.add(together(CONSUMED_UNIT, CONSUMED_QUANTITY));
        rules.add(together(COMMITMENT_DISCOUNT_UNIT, COMMITMENT_DISCOUNT_QUANTITY));
        rules.add(Rule.of(
                PRICING_QUANTITY,
                "for-usage-and-purchase",
                "has a value for usage and purchases that are no corrections",
                row -> row.has(PRICING_QUANTITY)
                                && row.text(PRICING_QUANTITY) == null
                                && (row.is(CHARGE_CATEGORY, "Usage") || row.is(CHARGE_CATEGORY, "Purchase"))
                                && !row.is(CHARGE_CLASS, "Correction")
                        ? "no value"
                        : null));
        rules.add(onlyIf(
                PRICING_QUANTITY, "not-for-tax", "has no value for taxes", row -> !row.is(CHARGE_CATEGORY, "Tax")));
        rules.add(onlyIf(
                CONSUMED_QUANTITY,
                "only-for-usage",
                "has a value for usage only",
                row -> row.is(CHARGE_CATEGORY, "Usage")));
        rules.add(Rule.of(
                CHARGE_FREQUENCY,
                "of-purchase",
                "is not Usage-Based for a purchase",
                row -> row.is(CHARGE_CATEGORY, "Purchase") && row.is(CHARGE_FREQUENCY, "Usage-Based")
                        ? "Usage-Based"
                        : null));
        needs(rules, RESOURCE_ID, RESOURCE_NAME, RESOURCE_TYPE);
        needs(rules, SUB_ACCOUNT_ID, SUB_ACCOUNT_NAME, SUB_ACCOUNT_TYPE);
        needs(rules, REGION_ID, REGION_NAME);
        needs(rules, CAPACITY_RESERVATION_ID, CAPACITY_RESERVATION_STATUS);
        needs(
                rules,
                COMMITMENT_DISCOUNT_ID,
                COMMITMENT_DISCOUNT_CATEGORY,
                COMMITMENT_DISCOUNT_NAME,
                COMMITMENT_DISCOUNT_QUANTITY,
                COMMITMENT_DISCOUNT_STATUS,
                COMMITMENT_DISCOUNT_TYPE);
        rules.add(givenWith(COMMITMENT_DISCOUNT_CATEGORY, COMMITMENT_DISCOUNT_ID, row -> true));
        rules.add(givenWith(COMMITMENT_DISCOUNT_TYPE, COMMITMENT_DISCOUNT_ID, row -> true));
        rules.add(
                givenWith(COMMITMENT_DISCOUNT_STATUS, COMMITMENT_DISCOUNT_ID, row -> row.is(CHARGE_CATEGORY, "Usage")));
        rules.add(givenWith(
                CAPACITY_RESERVATION_STATUS, CAPACITY_RESERVATION_ID, row -> row.is(CHARGE_CATEGORY, "Usage")));
        return rules;
    }

    private static Rule product(FocusColumn cost, FocusColumn price) {
        return Rule.of(
                cost,
                "is-price-times-quantity",
                "is " + price.title() + " times PricingQuantity, except for corrections",
                row -> {
                    BigDecimal amount = row.decimal(cost);
                    BigDecimal unitPrice = row.decimal(price);
                    BigDecimal quantity = row.decimal(PRICING_QUANTITY);
                    if (amount == null || unitPrice == null || quantity == null || row.is(CHARGE_CLASS, "Correction")) {
                        return null;
                    }
                    BigDecimal product = unitPrice.multiply(quantity);
                    BigDecimal allowed = amount.abs().max(BigDecimal.ONE).multiply(TOLERANCE);
                    return product.subtract(amount).abs().compareTo(allowed) <= 0
                            ? null
                            : row.text(cost) + " instead of "
                                    + product.round(MathContext.DECIMAL64)
                                            .stripTrailingZeros()
                                            .toPlainString();
                });
    }

    private static Rule order(FocusColumn start, FocusColumn end) {
        return Rule.of(end, "after-start", "is later than " + start.title(), row -> {
            Instant from = row.time(start);
            Instant to = row.time(end);
            return from == null || to == null || to.isAfter(from) ? null : row.text(end) + " after " + row.text(start);
        });
    }

    private static Rule together(FocusColumn unit, FocusColumn quantity) {
        return Rule.of(
                unit, "with-quantity", "has a value where " + quantity.title() + " has one, and only there", row -> {
                    boolean both = row.has(unit) && row.has(quantity);
                    return both && (row.text(unit) == null) != (row.text(quantity) == null)
                            ? row.text(unit) + " with " + row.text(quantity)
                            : null;
                });
    }

    private static void needs(List<Rule> rules, FocusColumn id, FocusColumn... columns) {
        for (FocusColumn column : columns) {
            rules.add(onlyIf(
                    column,
                    "needs-id",
                    "has a value only where " + id.title() + " has one",
                    row -> row.text(id) != null));
        }
    }

    private static Rule onlyIf(FocusColumn column, String suffix, String requirement, Predicate<CheckedRow> condition) {
        return Rule.of(column, suffix, requirement, row -> {
            @Nullable String text = row.text(column);
            return text != null && !condition.test(row) ? text : null;
        });
    }

    private static Rule givenWith(FocusColumn column, FocusColumn id, Predicate<CheckedRow> where) {
        return Rule.of(
                column,
                "with-id",
                "has a value where " + id.title() + " has one",
                row -> row.text(id) != null && row.text(column) == null && where.test(row) ? "no value" : null);
    }
}
