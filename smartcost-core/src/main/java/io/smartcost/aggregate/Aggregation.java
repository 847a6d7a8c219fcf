package io.smartcost.aggregate;

import io.smartcost.query.CostTable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes segments one after another and makes the rows of the answer. The days of one period (what the query's time dimensions make
 * of them) share groups, which are {@linkplain #finish finished} together. Not thread-safe; several can be merged.
 */
final class Aggregation {
    private final Plan plan;
    private final RowCollector collector;
    private final Map<List<String>, Groups> open = new LinkedHashMap<>();
    private final Deque<Groups> spare = new ArrayDeque<>();
    private @Nullable Scan scan;

    Aggregation(Plan plan) {
        this.plan = plan;
        collector = new RowCollector(plan);
    }

    Plan plan() {
        return plan;
    }

    /**
     * The groups of a period, to add segments to.
     *
     * @param times its texts in the query's time dimensions
     * @param rows about how many rows will be added in all
     */
    Groups groups(List<String> times, long rows) {
        return open.computeIfAbsent(times, t -> newGroups(rows));
    }

    void add(Segment segment, Groups groups) {
        scan().add(segment, groups);
    }

    Rollup rollUp(Segment segment) {
        Groups own = newGroups(segment.rows());
        scan().add(segment, own);
        Rollup rollup = Rollup.of(segment, own, plan);
        own.clear();
        spare.push(own);
        return rollup;
    }

    /** Where all is rolled up it is not needed. */
    private Scan scan() {
        if (scan == null) {
            scan = plan.newScan();
        }
        return scan;
    }

    private Groups newGroups(long rows) {
        Groups reused = spare.poll();
        return reused == null ? plan.newGroups(rows) : reused;
    }

    /** Takes over what another has not finished; its plan may be older than this one's. */
    void takeOver(Aggregation other) {
        collector.addAll(other.collector);
        other.open.forEach(
                (times, theirs) -> groups(times, theirs.slots.count()).addAll(theirs, other.plan.layout, plan.layout));
    }

    /** No further segment will belong to the periods so far. */
    void finish() {
        open.forEach((times, groups) -> {
            collector.collect(times, groups);
            groups.clear();
            spare.push(groups);
        });
        open.clear();
    }

    List<CostTable.Row> rows() {
        finish();
        return collector.rows();
    }
}
