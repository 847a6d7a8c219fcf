package io.smartcost.provider.azure;

import io.smartcost.model.FocusColumn;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What charges are told apart by: a dimension of Cost Management, which is a column of FOCUS, or a tag.
 *
 * @param column null for a tag
 * @param name the name of the dimension, or the tag's key
 */
record Grouping(@Nullable FocusColumn column, String name) {
    private static final int LONGEST_TAG = 512;
    private static final Map<FocusColumn, Grouping> BY_COLUMN = new EnumMap<>(FocusColumn.class);

    static {
        add(FocusColumn.SUB_ACCOUNT_ID, "SubscriptionId");
        add(FocusColumn.SUB_ACCOUNT_NAME, "SubscriptionName");
        add(FocusColumn.SERVICE_NAME, "ServiceName");
        add(FocusColumn.REGION_ID, "ResourceLocation");
        add(FocusColumn.RESOURCE_ID, "ResourceId");
        add(FocusColumn.RESOURCE_TYPE, "ResourceType");
        add(FocusColumn.SKU_METER, "Meter");
        add(FocusColumn.CHARGE_CATEGORY, "ChargeType");
        add(FocusColumn.CHARGE_FREQUENCY, "Frequency");
        add(FocusColumn.PRICING_CATEGORY, "PricingModel");
        add(FocusColumn.COMMITMENT_DISCOUNT_ID, "BenefitId");
        add(FocusColumn.COMMITMENT_DISCOUNT_NAME, "BenefitName");
    }

    private static void add(FocusColumn column, String dimension) {
        BY_COLUMN.put(column, new Grouping(column, dimension));
    }

    static Grouping by(FocusColumn column) {
        Grouping grouping = BY_COLUMN.get(column);
        if (grouping == null) {
            throw new IllegalArgumentException("Cost Management cannot tell costs apart by " + column.title()
                    + ". It can by "
                    + BY_COLUMN.keySet().stream().map(FocusColumn::title).toList());
        }
        return grouping;
    }

    static Grouping byTag(String key) {
        if (key.isBlank() || key.length() > LONGEST_TAG) {
            throw new IllegalArgumentException("A tag's key has 1 to " + LONGEST_TAG + " characters, not only blanks");
        }
        return new Grouping(null, key);
    }

    boolean isTag() {
        return column == null;
    }

    /** What Cost Management calls the kind of grouping. */
    String type() {
        return isTag() ? "TagKey" : "Dimension";
    }
}
