package io.smartcost.provider.aws;

import io.smartcost.model.FocusColumn;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.costexplorer.model.Dimension;
import software.amazon.awssdk.services.costexplorer.model.Expression;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinition;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinitionType;

/**
 * What charges are told apart by: a dimension of Cost Explorer, which is a column of FOCUS, or a tag.
 *
 * @param column null for a tag
 * @param key the name of the dimension, or the tag's key
 * @param rank how many values to expect, compared with others: few come first
 */
record Grouping(@Nullable FocusColumn column, String key, int rank) {
    private static final int RANK_OF_TAGS = 6;
    /** How Cost Explorer names what has no value: NoRegion, NoAZ. */
    private static final Pattern ABSENT = Pattern.compile("No[A-Z][A-Za-z]*");

    private static final Map<FocusColumn, Grouping> BY_COLUMN = new EnumMap<>(FocusColumn.class);

    static {
        add(FocusColumn.CHARGE_CATEGORY, Dimension.RECORD_TYPE, 0);
        add(FocusColumn.INVOICE_ISSUER_NAME, Dimension.INVOICING_ENTITY, 1);
        add(FocusColumn.REGION_ID, Dimension.REGION, 2);
        add(FocusColumn.SUB_ACCOUNT_ID, Dimension.LINKED_ACCOUNT, 3);
        add(FocusColumn.AVAILABILITY_ZONE, Dimension.AZ, 4);
        add(FocusColumn.SERVICE_NAME, Dimension.SERVICE, 5);
        add(FocusColumn.SKU_METER, Dimension.USAGE_TYPE, RANK_OF_TAGS + 1);
    }

    private static void add(FocusColumn column, Dimension dimension, int rank) {
        BY_COLUMN.put(column, new Grouping(column, dimension.toString(), rank));
    }

    static Grouping by(FocusColumn column) {
        Grouping grouping = BY_COLUMN.get(column);
        if (grouping == null) {
            throw new IllegalArgumentException("Cost Explorer cannot tell costs apart by " + column.title()
                    + ". It can by "
                    + BY_COLUMN.keySet().stream().map(FocusColumn::title).toList());
        }
        return grouping;
    }

    static Grouping byTag(String key) {
        if (key.isBlank()) {
            throw new IllegalArgumentException("A tag to group by needs a key");
        }
        return new Grouping(null, key, RANK_OF_TAGS);
    }

    GroupDefinition definition() {
        return GroupDefinition.builder()
                .type(column == null ? GroupDefinitionType.TAG : GroupDefinitionType.DIMENSION)
                .key(key)
                .build();
    }

    /** The value in an answer, where a tag's is {@code key$value}; empty if the charge has none. */
    String value(String answered) {
        if (column != null) {
            return answered;
        }
        return answered.startsWith(key + "$") ? answered.substring(key.length() + 1) : answered;
    }

    boolean isAbsent(String value) {
        return value.isEmpty() || (isNullable() && ABSENT.matcher(value).matches());
    }

    private boolean isNullable() {
        return column == FocusColumn.REGION_ID || column == FocusColumn.AVAILABILITY_ZONE;
    }

    /**
     * The charges that have this value. How to ask for those without any is not documented for all dimensions; they are those
     * that have none of the others, which also leaves none out and asks for none twice.
     *
     * @param all the values there are, this one among them
     */
    Expression filter(String value, List<String> all) {
        if (!isAbsent(value)) {
            return among(List.of(value));
        }
        List<String> others = all.stream().filter(other -> !isAbsent(other)).toList();
        return others.isEmpty()
                ? Expression.builder().build()
                : Expression.builder().not(among(others)).build();
    }

    private Expression among(List<String> values) {
        Expression.Builder filter = Expression.builder();
        return column == null
                ? filter.tags(tag -> tag.key(key).values(values)).build()
                : filter.dimensions(dimension -> dimension.key(key).values(values))
                        .build();
    }
}
