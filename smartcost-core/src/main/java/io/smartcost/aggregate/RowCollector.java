package io.smartcost.aggregate;

import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.query.Dimension;
import io.smartcost.query.Order;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of finished groups. Where the query has a limit only the best so far are kept, and a group that cannot be among them
 * is passed over by its bare sum, before anything is allocated for it. Not thread-safe.
 */
final class RowCollector {
    private final Plan plan;
    private final boolean limited;
    private final Comparator<CostTable.Row> order;
    private final List<CostTable.Row> all = new ArrayList<>();
    /** By unit; the worst row that is kept is the head. */
    private final Map<String, PriorityQueue<CostTable.Row>> best = new HashMap<>();

    RowCollector(Plan plan) {
        this.plan = plan;
        limited = plan.query.limit() != CostQuery.NO_LIMIT;
        order = plan.query.order().withinUnit();
    }

    void collect(List<String> times, Groups groups) {
        groups.settle();
        if (plan.isDistinct()) {
            new DistinctCount(plan, groups)
                    .forEach((low, high, count) -> keep(row(times, low, high, BigDecimal.valueOf(count), 0)));
            return;
        }
        groups.align();
        Threshold threshold = threshold(groups);
        for (int slot = 0; slot < groups.slots.count(); slot++) {
            // In this order: that a sum is too small can be foreseen, whether a key was seen cannot.
            if ((threshold == null || threshold.mayKeep(slot)) && groups.seen[slot] != 0) {
                keep(row(
                        times,
                        groups.slots.low(slot),
                        groups.slots.high(slot),
                        groups.sum(slot),
                        groups.unknown(slot)));
                if (threshold != null) {
                    threshold.update();
                }
            }
        }
    }

    void addAll(RowCollector other) {
        other.all.forEach(this::keep);
        other.best.values().stream().flatMap(Collection::stream).forEach(this::keep);
    }

    List<CostTable.Row> rows() {
        List<CostTable.Row> rows = new ArrayList<>(all);
        best.values().forEach(rows::addAll);
        return rows;
    }

    private CostTable.Row row(List<String> times, long low, long high, @Nullable BigDecimal value, long unknown) {
        int column = 0;
        String unit = plan.hasUnit ? plan.layout.text(column++, low, high) : null;
        List<@Nullable String> key = new ArrayList<>(plan.query.groupBy().size());
        int time = 0;
        for (Dimension dimension : plan.query.groupBy()) {
            key.add(plan.isTime(dimension) ? times.get(time++) : plan.layout.text(column++, low, high));
        }
        return new CostTable.Row(key, unit, value, unknown);
    }

    private void keep(CostTable.Row row) {
        if (!limited) {
            all.add(row);
            return;
        }
        PriorityQueue<CostTable.Row> kept = best.computeIfAbsent(
                row.unit() == null ? "" : row.unit(), unit -> new PriorityQueue<>(order.reversed()));
        if (kept.size() < plan.query.limit()) {
            kept.add(row);
        } else if (order.compare(row, kept.element()) < 0) {
            kept.remove();
            kept.add(row);
        }
    }

    private @Nullable Threshold threshold(Groups groups) {
        boolean byValue = plan.query.order() == Order.LARGEST_FIRST || plan.query.order() == Order.SMALLEST_FIRST;
        Sums only = groups.onlySums();
        long[] sums = only == null || !limited || !byValue || groups.hasUnknown() ? null : only.inOneWord();
        return only == null || sums == null ? null : new Threshold(sums, only.scale());
    }

    /** The worst value that is kept, as a bare long, while all rows are of one unit. */
    private final class Threshold {
        private final long[] sums;
        private final int scale;
        private final boolean largestFirst = plan.query.order() == Order.LARGEST_FIRST;
        private long worst;

        Threshold(long[] sums, int scale) {
            this.sums = sums;
            this.scale = scale;
            update();
        }

        boolean mayKeep(int slot) {
            return largestFirst ? sums[slot] >= worst : sums[slot] <= worst;
        }

        void update() {
            worst = largestFirst ? Long.MIN_VALUE : Long.MAX_VALUE;
            if (best.size() == 1) {
                PriorityQueue<CostTable.Row> kept = best.values().iterator().next();
                BigDecimal value =
                        kept.size() < plan.query.limit() ? null : kept.element().value();
                if (value != null && isOneUnit()) {
                    worst = toLong(value);
                }
            }
        }

        /** A unit that nothing was kept of yet must not be measured by another's rows; "no unit" is one too. */
        private boolean isOneUnit() {
            return !plan.hasUnit || plan.layout.width(0) == 0;
        }

        private long toLong(BigDecimal value) {
            BigDecimal exact = value.setScale(scale, largestFirst ? RoundingMode.CEILING : RoundingMode.FLOOR);
            if (exact.precision() > 18) {
                return exact.signum() < 0 == largestFirst ? Long.MIN_VALUE : Long.MAX_VALUE;
            }
            return exact.unscaledValue().longValue();
        }
    }
}
