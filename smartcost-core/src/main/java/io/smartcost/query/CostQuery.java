package io.smartcost.query;

import io.smartcost.model.DayRange;
import io.smartcost.model.Tenant;
import java.util.HashSet;
import java.util.List;

/**
 * A question about costs; every figure the product shows is the answer to one. Immutable: each method gives a new query.
 *
 * <pre>{@code
 * CostQuery.of(tenant, days).where(provider("AWS")).groupBy(DAY, SERVICE).measure(EFFECTIVE).top(10)
 * }</pre>
 *
 * @param tenant whose costs
 * @param days the days on which the charges begin
 * @param filter which of the records
 * @param groupBy at most four, each once; without any there is one row a unit
 * @param measure what is added up or counted
 * @param order how the rows are ordered
 * @param limit at most so many rows of each unit, so that no currency crowds out another; at least 1
 */
public record CostQuery(
        Tenant tenant, DayRange days, Filter filter, List<Dimension> groupBy, Measure measure, Order order, int limit) {
    /** The limit of a query that has none. */
    public static final int NO_LIMIT = Integer.MAX_VALUE;

    private static final int MOST_DIMENSIONS = 4;

    public CostQuery {
        groupBy = List.copyOf(groupBy);
        if (groupBy.size() > MOST_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "A query groups by at most " + MOST_DIMENSIONS + " dimensions, got " + groupBy);
        }
        if (new HashSet<>(groupBy).size() < groupBy.size()) {
            throw new IllegalArgumentException("A query groups by each dimension once, got " + groupBy);
        }
        if (limit < 1) {
            throw new IllegalArgumentException("A limit is at least 1, got " + limit);
        }
    }

    /** All billed costs of these days, as one row a currency: the start of every query. */
    public static CostQuery of(Tenant tenant, DayRange days) {
        return new CostQuery(tenant, days, Filter.all(), List.of(), Measure.BILLED, Order.KEY_ASCENDING, NO_LIMIT);
    }

    /** The same question about other days. */
    public CostQuery during(DayRange newDays) {
        return new CostQuery(tenant, newDays, filter, groupBy, measure, order, limit);
    }

    /** Narrows the query: what was asked before and this must both be true. */
    public CostQuery where(Filter also) {
        Filter both = filter.equals(Filter.all()) ? also : filter.and(also);
        return new CostQuery(tenant, days, both, groupBy, measure, order, limit);
    }

    public CostQuery groupBy(Dimension... dimensions) {
        return groupBy(List.of(dimensions));
    }

    public CostQuery groupBy(List<Dimension> dimensions) {
        return new CostQuery(tenant, days, filter, dimensions, measure, order, limit);
    }

    public CostQuery measure(Measure newMeasure) {
        return new CostQuery(tenant, days, filter, groupBy, newMeasure, order, limit);
    }

    public CostQuery orderBy(Order newOrder) {
        return new CostQuery(tenant, days, filter, groupBy, measure, newOrder, limit);
    }

    public CostQuery limit(int rowsPerUnit) {
        return new CostQuery(tenant, days, filter, groupBy, measure, order, rowsPerUnit);
    }

    /** The {@code count} largest of each unit. */
    public CostQuery top(int count) {
        return orderBy(Order.LARGEST_FIRST).limit(count);
    }
}
