package io.smartcost.storage.jdbc;

import io.smartcost.model.Completeness;
import io.smartcost.model.FocusColumn;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.query.Dimension;
import io.smartcost.query.Measure;
import io.smartcost.query.Order;
import io.smartcost.spi.PartitionSelection;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers one query in the database, by one statement for the rows:
 *
 * <pre>{@code
 * SELECT k0, unit, v, n FROM (                              -- with a limit: the best of each unit
 *   SELECT g.*, ROW_NUMBER() OVER (PARTITION BY unit ORDER BY v DESC, k0) AS place FROM (
 *     SELECT k0, unit, SUM(amount) AS v, COUNT(*) - COUNT(amount) AS n FROM (
 *       SELECT service_name AS k0, billing_currency AS unit, billed_cost AS amount
 *       FROM smartcost_record WHERE tenant = ? AND charge_day >= ? AND charge_day < ? AND (…)
 *     ) f GROUP BY k0, unit) g) p WHERE place <= ?
 * }</pre>
 *
 * <p>Amounts that did not fit their column are in none of these sums. Where a partition has such, a second statement brings them
 * one by one and they are added here; until then nobody knows the order of their groups, so a limit keeps all of these.
 */
final class Aggregation {
    private final Session session;
    private final Dialect dialect;
    private final CostQuery query;
    private final Expressions expressions;
    private final @Nullable FocusColumn amount;
    private final @Nullable FocusColumn unit;

    Aggregation(Session session, CostQuery query) {
        this.session = session;
        this.dialect = session.dialect();
        this.query = query;
        this.expressions = new Expressions(dialect);
        if (query.measure() instanceof Measure.Cost cost) {
            amount = cost.metric().column();
            unit = FocusColumn.BILLING_CURRENCY;
        } else if (query.measure() instanceof Measure.Quantity) {
            amount = FocusColumn.CONSUMED_QUANTITY;
            unit = FocusColumn.CONSUMED_UNIT;
        } else {
            amount = null;
            unit = null;
        }
    }

    private record Group(
            List<@Nullable String> key, @Nullable String unit) {}

    CostTable answer() throws SQLException {
        Map<LocalDate, Completeness> completeness = new HashMap<>();
        boolean aside = false;
        for (Day day : days()) {
            completeness.merge(day.day, day.completeness, Completeness::worst);
            aside |= amount != null && day.aside;
        }
        if (completeness.isEmpty()) {
            return CostTable.of(query, List.of(), completeness);
        }
        List<CostTable.Row> rows = session.query(statement(aside), this::row);
        return CostTable.of(query, aside ? withSetAside(rows) : rows, completeness);
    }

    private List<CostTable.Row> withSetAside(List<CostTable.Row> sums) throws SQLException {
        Map<Group, CostTable.Row> rows = new LinkedHashMap<>();
        sums.forEach(row -> rows.put(new Group(row.key(), row.unit()), row));
        for (CostTable.Row row : session.query(setAside(), this::row)) {
            rows.computeIfPresent(new Group(row.key(), row.unit()), (group, sum) -> plus(sum, row));
        }
        return List.copyOf(rows.values());
    }

    private static CostTable.Row plus(CostTable.Row sum, CostTable.Row amount) {
        BigDecimal more = amount.value();
        BigDecimal value =
                sum.value() == null || more == null ? more : sum.value().add(more);
        return new CostTable.Row(sum.key(), sum.unit(), value, sum.unknown() - 1);
    }

    private record Day(LocalDate day, Completeness completeness, boolean aside) {}

    private List<Day> days() throws SQLException {
        Sql sql = Sql.of("SELECT charge_day, completeness, MAX(amounts_aside) FROM " + PartitionTable.NAME + " WHERE ")
                .add(PartitionTable.during(dialect, query.tenant(), PartitionSelection.of(query.days())))
                .add(" GROUP BY charge_day, completeness");
        return session.query(
                sql,
                row -> new Day(
                        row.getObject(1, LocalDate.class), Completeness.valueOf(row.getString(2)), row.getLong(3) > 0));
    }

    /** @param aside whether the sums may lack amounts */
    Sql statement(boolean aside) {
        if (query.limit() == CostQuery.NO_LIMIT) {
            return grouped(dialect.select(), aside);
        }
        List<String> partition = new ArrayList<>();
        if (unit != null) {
            partition.add("unit");
        }
        if (aside) {
            partition.add("aside");
        }
        Sql sql = Sql.of(dialect.select())
                .add(String.join(", ", results()) + " FROM (SELECT g.*, ROW_NUMBER() OVER (")
                .add(partition.isEmpty() ? "" : "PARTITION BY " + String.join(", ", partition) + " ")
                .add("ORDER BY " + String.join(", ", order()) + ") AS place FROM (")
                .add(grouped("SELECT ", aside))
                .add(") g) p WHERE place <= ")
                .value((long) query.limit());
        return aside ? sql.add(" OR aside > 0") : sql;
    }

    private Sql grouped(String select, boolean aside) {
        List<String> groups = keys();
        if (unit != null) {
            groups.add("unit");
        }
        List<String> selected = new ArrayList<>(groups);
        selected.add(value() + " AS v");
        selected.add((amount == null ? "0" : "COUNT(*) - COUNT(amount)") + " AS n");
        if (aside) {
            selected.add("MAX(aside) AS aside");
        }
        Sql sql = Sql.of(select + String.join(", ", selected) + " FROM (")
                .add(records(aside))
                .add(") f");
        return groups.isEmpty() ? sql.add(" HAVING COUNT(*) > 0") : sql.add(" GROUP BY " + String.join(", ", groups));
    }

    private String value() {
        return query.measure() instanceof Measure.Distinct
                ? "COUNT(DISTINCT amount)"
                : amount == null ? "COUNT(*)" : "SUM(amount)";
    }

    private List<String> results() {
        List<String> results = keys();
        if (unit != null) {
            results.add("unit");
        }
        results.addAll(List.of("v", "n"));
        return results;
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < query.groupBy().size(); i++) {
            keys.add("k" + i);
        }
        return keys;
    }

    private Sql records(boolean aside) {
        List<Sql> selected = dimensions();
        if (query.measure() instanceof Measure.Distinct distinct) {
            selected.add(expressions.key(distinct.dimension()).add(" AS amount"));
        } else if (amount != null) {
            selected.add(Sql.of(RecordTable.columnOf(amount) + " AS amount"));
        }
        if (aside && amount != null) {
            selected.add(Sql.of("CASE WHEN ").add(isSetAside(amount)).add(" THEN 1 ELSE 0 END AS aside"));
        }
        if (selected.isEmpty()) {
            selected.add(Sql.of("1 AS one"));
        }
        Sql sql = Sql.of("SELECT ")
                .join(", ", selected)
                .add(" FROM " + RecordTable.NAME + " WHERE ")
                .add(where());
        if (query.measure() instanceof Measure.Quantity && amount != null) {
            sql.add(" AND (consumed_unit IS NOT NULL OR consumed_quantity IS NOT NULL")
                    .add(aside ? Sql.of(" OR ").add(isSetAside(amount)) : new Sql())
                    .add(")");
        }
        return sql;
    }

    private List<Sql> dimensions() {
        List<Sql> selected = new ArrayList<>();
        for (Dimension dimension : query.groupBy()) {
            selected.add(expressions.key(dimension).add(" AS k" + selected.size()));
        }
        if (unit != null) {
            selected.add(Sql.of(RecordTable.columnOf(unit) + " AS unit"));
        }
        return selected;
    }

    private Sql where() {
        Sql where = PartitionTable.during(dialect, query.tenant(), PartitionSelection.of(query.days()));
        return where.add(" AND ").add(expressions.condition(query.filter()));
    }

    private Sql isSetAside(FocusColumn column) {
        return Sql.of("(" + RecordTable.SET_ASIDE + " IS NOT NULL AND ")
                .add(dialect.valueOf(RecordTable.SET_ASIDE, column.title()))
                .add(" IS NOT NULL)");
    }

    /** Each amount that is in no column, as a row like those of {@link #statement}. */
    Sql setAside() {
        FocusColumn column = amount == null ? FocusColumn.BILLED_COST : amount;
        List<Sql> selected = dimensions();
        selected.add(dialect.valueOf(RecordTable.SET_ASIDE, column.title()).add(" AS v"));
        selected.add(Sql.of("1 AS n"));
        return Sql.of("SELECT ")
                .join(", ", selected)
                .add(" FROM " + RecordTable.NAME + " WHERE ")
                .add(where())
                .add(" AND ")
                .add(isSetAside(column));
    }

    private List<String> order() {
        List<String> order = new ArrayList<>();
        switch (query.order()) {
            case LARGEST_FIRST -> order.addAll(List.of(absent("v"), "v DESC"));
            case SMALLEST_FIRST -> order.addAll(List.of(absent("v"), "v"));
            case KEY_ASCENDING, KEY_DESCENDING -> {}
        }
        String direction = query.order() == Order.KEY_DESCENDING ? " DESC" : "";
        for (int i = 0; i < query.groupBy().size(); i++) {
            order.add(absent("k" + i) + direction);
            order.add(expressions.ordered(query.groupBy().get(i), "k" + i) + direction);
        }
        return order.isEmpty() ? List.of("v") : order;
    }

    private static String absent(String column) {
        return "CASE WHEN " + column + " IS NULL THEN 1 ELSE 0 END";
    }

    private CostTable.Row row(ResultSet row) throws SQLException {
        List<@Nullable String> key = new ArrayList<>();
        for (Dimension dimension : query.groupBy()) {
            key.add(expressions.text(dimension, row, key.size() + 1));
        }
        int next = key.size() + 1;
        String of = unit == null ? null : row.getString(next++);
        // As text: an amount that is set aside is one, and not every driver makes a BigDecimal of a count.
        String value = row.getString(next);
        return new CostTable.Row(
                key,
                of == null ? null : dialect.decode(of),
                value == null ? null : new BigDecimal(value),
                row.getLong(next + 1));
    }
}
