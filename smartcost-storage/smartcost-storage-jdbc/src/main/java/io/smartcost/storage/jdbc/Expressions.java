package io.smartcost.storage.jdbc;

import io.smartcost.model.FocusColumn;
import io.smartcost.query.CostDimension;
import io.smartcost.query.Dimension;
import io.smartcost.query.Filter;
import io.smartcost.query.TagDimension;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dimensions and filters as SQL on a row of {@code smartcost_record}. */
final class Expressions {
    private static final String DAY = "charge_day";
    /** Months are grouped by this number, which every database makes in the same way and faster than a text. */
    private static final String MONTH = "(EXTRACT(YEAR FROM charge_day) * 12 + EXTRACT(MONTH FROM charge_day) - 1)";
    /** LIKE's escape character; a backslash means something to some databases before LIKE sees it. */
    private static final String ESCAPE = "!";

    private final Dialect dialect;

    Expressions(Dialect dialect) {
        this.dialect = dialect;
    }

    /** What rows are grouped by: a text, or for times something shorter that {@link #text} makes a text of. */
    Sql key(Dimension dimension) {
        if (dimension == CostDimension.DAY) {
            return Sql.of(DAY);
        }
        if (dimension == CostDimension.WEEK) {
            return Sql.of(dialect.monday(DAY));
        }
        return dimension == CostDimension.MONTH ? Sql.of(MONTH) : textOf(dimension);
    }

    /** What keys of this dimension are sorted by. */
    String ordered(Dimension dimension, String key) {
        boolean time = dimension instanceof CostDimension column && column.isTime();
        return time ? key : dialect.ordered(key);
    }

    /** The text of a key in a result. */
    @Nullable
    String text(Dimension dimension, ResultSet row, int index) throws SQLException {
        if (dimension == CostDimension.MONTH) {
            long month = row.getLong(index);
            return CostDimension.MONTH.ofDay(LocalDate.of((int) (month / 12), (int) (month % 12) + 1, 1));
        }
        if (dimension == CostDimension.DAY || dimension == CostDimension.WEEK) {
            return row.getObject(index, LocalDate.class).toString();
        }
        String text = row.getString(index);
        return text == null ? null : dialect.decode(text);
    }

    private Sql textOf(Dimension dimension) {
        if (dimension instanceof TagDimension tag) {
            return dialect.valueOf(RecordTable.TAGS, tag.key());
        }
        return switch ((CostDimension) dimension) {
            case DAY -> Sql.of(dialect.dayText(DAY));
            case WEEK -> Sql.of(dialect.dayText(dialect.monday(DAY)));
            case MONTH -> Sql.of("SUBSTR(" + dialect.dayText(DAY) + ", 1, 7)");
            case PROVIDER -> Sql.of("COALESCE(service_provider_name, provider_name)");
            case BILLING_ACCOUNT -> column(FocusColumn.BILLING_ACCOUNT_ID);
            case SUB_ACCOUNT -> column(FocusColumn.SUB_ACCOUNT_ID);
            case SERVICE -> column(FocusColumn.SERVICE_NAME);
            case SERVICE_CATEGORY -> column(FocusColumn.SERVICE_CATEGORY);
            case REGION -> column(FocusColumn.REGION_ID);
            case RESOURCE -> column(FocusColumn.RESOURCE_ID);
            case CHARGE_CATEGORY -> column(FocusColumn.CHARGE_CATEGORY);
            case SKU -> column(FocusColumn.SKU_ID);
        };
    }

    private static Sql column(FocusColumn column) {
        return Sql.of(RecordTable.columnOf(column));
    }

    /** True or false of every row and never unknown, so that its opposite is right too. */
    Sql condition(Filter filter) {
        if (filter instanceof Filter.And and) {
            return all(" AND ", "1 = 1", and.filters());
        }
        if (filter instanceof Filter.Or or) {
            return all(" OR ", "1 = 0", or.filters());
        }
        if (filter instanceof Filter.Not not) {
            return Sql.of("NOT ").add(condition(not.filter()));
        }
        Filter.OnDimension on = (Filter.OnDimension) filter;
        Sql text = textOf(on.dimension());
        if (on instanceof Filter.Absent) {
            return Sql.of("(").add(text).add(" IS NULL)");
        }
        Sql condition = Sql.of("(").add(text).add(" IS NOT NULL AND ").add(text);
        if (on instanceof Filter.In in) {
            List<Sql> values = in.values().stream()
                    .map(value -> new Sql().value(dialect.encode(value)))
                    .toList();
            return condition.add(" IN (").join(", ", values).add("))");
        }
        String pattern = on instanceof Filter.StartsWith starts
                ? escape(starts.prefix()) + "%"
                : "%" + escape(((Filter.Contains) on).part()) + "%";
        return condition.add(" LIKE ").value(pattern).add(" ESCAPE '" + ESCAPE + "')");
    }

    private Sql all(String operator, String none, List<Filter> filters) {
        if (filters.isEmpty()) {
            return Sql.of("(" + none + ")");
        }
        return Sql.of("(")
                .join(operator, filters.stream().map(this::condition).toList())
                .add(")");
    }

    private String escape(String text) {
        return dialect.encode(text)
                .replace(ESCAPE, ESCAPE + ESCAPE)
                .replace("%", ESCAPE + "%")
                .replace("_", ESCAPE + "_");
    }
}
