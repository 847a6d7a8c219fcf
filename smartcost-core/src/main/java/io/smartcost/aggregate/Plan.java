package io.smartcost.aggregate;

import io.smartcost.query.CostDimension;
import io.smartcost.query.CostQuery;
import io.smartcost.query.Dimension;
import io.smartcost.query.Measure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query made ready for a tenant's dictionaries as they are now; good for segments whose rows had their codes before. The key of a
 * group is the unit if the measure has one, then the grouping dimensions that are not times, then the counted dimension of a distinct
 * count. Days, weeks and months are no part of it: a segment has only one of each. Immutable.
 */
final class Plan {
    final CostQuery query;
    final Condition condition;
    final KeyLayout layout;
    final Segment.@Nullable Amount amount;
    final boolean hasUnit;
    private final List<CostDimension> times = new ArrayList<>();

    Plan(CostQuery query, Dictionaries dictionaries) {
        this.query = query;
        condition = Condition.of(query.filter(), dictionaries);
        amount = amountOf(query.measure());
        hasUnit = amount != null;
        List<String> columns = new ArrayList<>();
        if (hasUnit) {
            columns.add(amount == Segment.Amount.QUANTITY ? Dictionaries.UNIT : Dictionaries.CURRENCY);
        }
        for (Dimension dimension : query.groupBy()) {
            if (dimension instanceof CostDimension time && time.isTime()) {
                times.add(time);
            } else {
                columns.add(dimension.id());
            }
        }
        if (query.measure() instanceof Measure.Distinct distinct) {
            columns.add(distinct.dimension().id());
        }
        layout = new KeyLayout(columns, dictionaries, isDistinct());
    }

    private static Segment.@Nullable Amount amountOf(Measure measure) {
        if (measure instanceof Measure.Cost cost) {
            return Segment.Amount.of(cost.metric());
        }
        return measure instanceof Measure.Quantity ? Segment.Amount.QUANTITY : null;
    }

    boolean isDistinct() {
        return query.measure() instanceof Measure.Distinct;
    }

    /** The time dimensions, in the order of the query. */
    List<CostDimension> times() {
        return times;
    }

    boolean isTime(Dimension dimension) {
        return times.contains(dimension);
    }

    /** The texts of the time dimensions of a day, in the order of the query. */
    List<String> timesOf(LocalDate day) {
        return times.isEmpty()
                ? List.of()
                : times.stream().map(time -> time.ofDay(day)).toList();
    }

    Scan newScan() {
        return new Scan(condition, layout, amount, !isDistinct());
    }

    /** @param rows about how many rows will be added to the groups */
    Groups newGroups(long rows) {
        boolean dense =
                layout.isOneWord() && layout.lowBits() <= 20 && 1L << layout.lowBits() <= Math.max(4096, 4 * rows);
        return new Groups(dense ? Slots.dense(layout.lowBits()) : Slots.hashed(layout.isOneWord()));
    }
}
