package io.smartcost.provider.focus;

import static io.smartcost.model.FocusColumn.*;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.FocusVersion;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of FOCUS 1.2 for each column by itself: null or not, type, format, allowed values. */
final class CellRules {
    static final Set<FocusColumn> MANDATORY = EnumSet.of(
            BILLED_COST,
            BILLING_ACCOUNT_ID,
            BILLING_ACCOUNT_NAME,
            BILLING_CURRENCY,
            BILLING_PERIOD_START,
            BILLING_PERIOD_END,
            CHARGE_CATEGORY,
            CHARGE_CLASS,
            CHARGE_DESCRIPTION,
            CHARGE_PERIOD_START,
            CHARGE_PERIOD_END,
            CONTRACTED_COST,
            EFFECTIVE_COST,
            INVOICE_ISSUER_NAME,
            LIST_COST,
            PRICING_QUANTITY,
            PRICING_UNIT,
            PROVIDER_NAME,
            PUBLISHER_NAME,
            SERVICE_CATEGORY,
            SERVICE_NAME);

    private static final Set<FocusColumn> NEVER_NULL = EnumSet.of(
            BILLED_COST,
            BILLING_ACCOUNT_ID,
            BILLING_CURRENCY,
            BILLING_PERIOD_START,
            BILLING_PERIOD_END,
            CHARGE_CATEGORY,
            CHARGE_FREQUENCY,
            CHARGE_PERIOD_START,
            CHARGE_PERIOD_END,
            CONTRACTED_COST,
            EFFECTIVE_COST,
            INVOICE_ISSUER_NAME,
            LIST_COST,
            PROVIDER_NAME,
            PUBLISHER_NAME,
            SERVICE_CATEGORY,
            SERVICE_NAME,
            SERVICE_SUBCATEGORY);

    private static final Map<FocusColumn, Set<String>> ALLOWED = Map.of(
            CHARGE_CATEGORY, Set.of("Usage", "Purchase", "Tax", "Credit", "Adjustment"),
            CHARGE_CLASS, Set.of("Correction"),
            CHARGE_FREQUENCY, Set.of("One-Time", "Recurring", "Usage-Based"),
            PRICING_CATEGORY, Set.of("Standard", "Dynamic", "Committed", "Other"),
            COMMITMENT_DISCOUNT_CATEGORY, Set.of("Spend", "Usage"),
            COMMITMENT_DISCOUNT_STATUS, Set.of("Used", "Unused"),
            CAPACITY_RESERVATION_STATUS, Set.of("Used", "Unused"),
            SERVICE_CATEGORY,
                    Set.of(
                            "AI and Machine Learning",
                            "Analytics",
                            "Business Applications",
                            "Compute",
                            "Databases",
                            "Developer Tools",
                            "Multicloud",
                            "Identity",
                            "Integration",
                            "Internet of Things",
                            "Management and Governance",
                            "Media",
                            "Migration",
                            "Mobile",
                            "Networking",
                            "Security",
                            "Storage",
                            "Web",
                            "Other"));

    private static final Pattern DECIMAL = Pattern.compile("-?\\d+(\\.\\d+)?([Ee][+-]?\\d+)?");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private CellRules() {}

    static List<Rule> all() {
        List<Rule> rules = new ArrayList<>();
        for (FocusColumn column : FocusColumn.values()) {
            if (!column.isIn(FocusVersion.V1_2)) {
                continue;
            }
            if (NEVER_NULL.contains(column)) {
                rules.add(Rule.of(
                        column,
                        "not-null",
                        "has a value in every row",
                        row -> row.has(column) && row.text(column) == null ? "no value" : null));
            }
            switch (column.type()) {
                case DECIMAL ->
                    rules.add(Rule.of(
                            column,
                            "decimal",
                            "is a number such as 12.5, -3 or 5E-05, and nothing else",
                            row -> unless(
                                    row.text(column),
                                    text -> DECIMAL.matcher(text).matches() && row.decimal(column) != null)));
                case TIME ->
                    rules.add(Rule.of(
                            column,
                            "date",
                            "is a UTC date such as 2026-08-01T00:00:00Z",
                            row -> unless(
                                    row.text(column),
                                    text -> DATE.matcher(text).matches() && row.time(column) != null)));
                case JSON, TAGS ->
                    rules.add(Rule.of(
                            column,
                            "json",
                            "is a JSON object whose values are not nested",
                            row -> unless(row.text(column), CellRules::isFlatObject)));
                case TEXT -> {}
            }
            Set<String> allowed = ALLOWED.get(column);
            if (allowed != null) {
                rules.add(Rule.of(
                        column,
                        "allowed",
                        "is one of the values that FOCUS allows, in their spelling",
                        row -> unless(row.text(column), allowed::contains)));
            }
        }
        rules.add(Rule.of(
                BILLING_CURRENCY,
                "code",
                "is an ISO 4217 code such as USD",
                row -> unless(row.text(BILLING_CURRENCY), CellRules::isCurrency)));
        return rules;
    }

    private static @Nullable String unless(@Nullable String text, Condition condition) {
        return text == null || condition.holds(text) ? null : text;
    }

    private static boolean isCurrency(String text) {
        return text.length() == 3
                && Currency.getAvailableCurrencies().stream()
                        .anyMatch(currency -> currency.getCurrencyCode().equals(text));
    }

    private static boolean isFlatObject(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (!json.isObject()) {
                return false;
            }
            for (JsonNode value : json) {
                if (value.isContainerNode()) {
                    return false;
                }
            }
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private interface Condition {
        boolean holds(String text);
    }
}
