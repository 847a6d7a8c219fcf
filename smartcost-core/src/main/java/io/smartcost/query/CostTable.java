package io.smartcost.query;

import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link CostQuery}. Two answers to the same question over the same data are equal, whichever executor gave them.
 *
 * @param groupBy the dimensions of the keys, as they were asked for
 * @param rows in the order that was asked for; no record, no row
 * @param periods the asked days cut into the finest time dimension of the query, or as one, each with its completeness
 */
public record CostTable(List<Dimension> groupBy, List<Row> rows, List<Period> periods) {
    public CostTable {
        groupBy = List.copyOf(groupBy);
        rows = List.copyOf(rows);
        periods = List.copyOf(periods);
    }

    /**
     * Finishes an answer: orders and limits the rows of all groups, and tells each period's completeness.
     *
     * @param completenessByDay the worst completeness of the tenant's partitions of each day; a day without any is absent
     */
    public static CostTable of(CostQuery query, List<Row> groups, Map<LocalDate, Completeness> completenessByDay) {
        return of(query, groups, periods(query, completenessByDay));
    }

    /** As {@link #of(CostQuery, List, Map)}, with what {@link #periods(CostQuery, Map)} gives. */
    public static CostTable of(CostQuery query, List<Row> groups, List<Period> periods) {
        return new CostTable(query.groupBy(), RowOrder.arrange(query, groups), periods);
    }

    /** The periods of an answer. They depend on the query's days and time dimensions only. */
    public static List<Period> periods(CostQuery query, Map<LocalDate, Completeness> completenessByDay) {
        return List.copyOf(Periods.of(query, completenessByDay));
    }

    /** The worst completeness of all periods. */
    public Completeness completeness() {
        return periods.stream().map(Period::completeness).reduce(Completeness.FINAL, Completeness::worst);
    }

    /** The sum of the known values of each unit that the rows have, an absent unit as an empty text. Of sums and records only. */
    public SortedMap<String, BigDecimal> totals() {
        SortedMap<String, BigDecimal> totals = new TreeMap<>();
        for (Row row : rows) {
            if (row.value != null) {
                totals.merge(row.unit == null ? "" : row.unit, row.value, BigDecimal::add);
            }
        }
        return totals;
    }

    /**
     * One group.
     *
     * @param key a text a dimension, null where the group's records have none
     * @param unit the currency of a cost, the unit of a quantity (null if the records name none), null for a count
     * @param value exact, without needless zeros, or null if no record of the group has a known amount
     * @param unknown how many records of the group lack the amount and so are not in the value
     */
    public record Row(
            List<@Nullable String> key,
            @Nullable String unit,
            @Nullable BigDecimal value,
            long unknown) {
        public Row {
            key = Collections.unmodifiableList(new ArrayList<>(key));
            value = value == null ? null : canonical(value);
        }

        private static BigDecimal canonical(BigDecimal value) {
            BigDecimal stripped = value.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }
    }

    /**
     * How far the figures of some days will still move. PARTIAL if a day has no partition at all, else the worst of the
     * partitions; filters do not narrow this, because a restatement may bring records that match.
     */
    public record Period(DayRange days, Completeness completeness) {}
}
