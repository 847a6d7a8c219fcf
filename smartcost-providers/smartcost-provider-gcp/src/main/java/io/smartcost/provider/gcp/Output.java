package io.smartcost.provider.gcp;

import java.util.List;
import java.util.Locale;

/** A column of the answer: in the order in which they are asked for, what charges are told apart by first. */
enum Output {
    DAY("usage_start_time", Kind.DAY),
    BILLING_ACCOUNT("billing_account_id", Kind.TEXT),
    INVOICE_MONTH("invoice.month", Kind.TEXT),
    COST_TYPE("cost_type", Kind.TEXT),
    SELLER("seller_name", Kind.TEXT),
    SERVICE_ID("service.id", Kind.TEXT),
    SERVICE("service.description", Kind.TEXT),
    SKU_ID("sku.id", Kind.TEXT),
    SKU("sku.description", Kind.TEXT),
    PROJECT_ID("project.id", Kind.TEXT),
    PROJECT("project.name", Kind.TEXT),
    LOCATION("location.location", Kind.TEXT),
    REGION("location.region", Kind.TEXT),
    ZONE("location.zone", Kind.TEXT),
    RESOURCE_NAME("resource.name", Kind.TEXT),
    RESOURCE_GLOBAL_NAME("resource.global_name", Kind.TEXT),
    CONSUMPTION_MODEL("consumption_model.description", Kind.TEXT),
    SUBSCRIPTION("subscription.instance_id", Kind.TEXT),
    CURRENCY("currency", Kind.TEXT),
    USAGE_UNIT("usage.unit", Kind.TEXT),
    PRICING_UNIT("usage.pricing_unit", Kind.TEXT),
    SYSTEM_LABELS("system_labels", Kind.LABELS),
    PROJECT_LABELS("project.labels", Kind.LABELS),
    RESOURCE_TAGS("tags", Kind.LABELS),
    LABELS("labels", Kind.LABELS),
    IS_CREDIT("credits", Kind.IS_CREDIT),
    CREDIT_TYPE("credits.type", Kind.CREDIT_TEXT),
    CREDIT_ID("credits.id", Kind.CREDIT_TEXT),
    CREDIT_NAME("credits.name", Kind.CREDIT_TEXT),
    CREDIT_FULL_NAME("credits.full_name", Kind.CREDIT_TEXT),
    CHARGES("cost", Kind.CHARGES),
    COST("cost", Kind.AMOUNT),
    CREDIT("credits.amount", Kind.CREDIT_AMOUNT),
    LIST_COST("cost_at_list", Kind.AMOUNT),
    CONTRACTED_COST("cost_at_effective_price_default", Kind.AMOUNT),
    USAGE("usage.amount", Kind.AMOUNT),
    PRICING_USAGE("usage.amount_in_pricing_units", Kind.AMOUNT);

    /** Those that newer exports have, for most rows. */
    static final List<Output> OPTIONAL_COSTS = List.of(LIST_COST, CONTRACTED_COST);

    private final String path;
    private final Kind kind;

    Output(String path, Kind kind) {
        this.path = path;
        this.kind = kind;
    }

    /** Where it stands in the table. */
    String path() {
        return path;
    }

    Kind kind() {
        return kind;
    }

    /** Its name in the answer. */
    String alias() {
        return "o_" + name().toLowerCase(Locale.ROOT);
    }

    boolean isKey() {
        return switch (kind) {
            case CHARGES, AMOUNT, CREDIT_AMOUNT -> false;
            default -> true;
        };
    }

    enum Kind {
        DAY,
        TEXT,
        LABELS,
        IS_CREDIT,
        CREDIT_TEXT,
        CHARGES,
        AMOUNT,
        CREDIT_AMOUNT
    }
}
