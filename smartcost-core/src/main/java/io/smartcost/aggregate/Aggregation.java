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
    private final @Nullable Shape shape;
    private final Scan scan;
    private final RowCollector collector;
    private final Map<List<String>, Groups> open = new LinkedHashMap<>();
    private final Deque<Groups> spare = new ArrayDeque<>();

    /** @param shape where to keep rollups of the segments, or null to scan each */
    Aggregation(Plan plan, @Nullable Shape shape) {
        this.plan = plan;
        this.shape = shape;
        scan = plan.newScan();
        collector = new RowCollector(plan);
    }

    /** @param rows about how many rows the groups of this segment's period will get in all */
    void add(Segment segment, long rows) {
        Groups groups = open.computeIfAbsent(plan.timesOf(segment.day()), times -> newGroups(rows));
        Rollup rollup = shape == null ? null : shape.rollup(segment, this::rollUp);
        if (rollup == null) {
            scan.add(segment, groups);
        } else {
            rollup.addTo(groups);
        }
    }

    private Rollup rollUp(Segment segment) {
        Groups own = newGroups(segment.rows());
        scan.add(segment, own);
        Rollup rollup = Rollup.of(segment, own, plan);
        own.clear();
        spare.push(own);
        return rollup;
    }

    private Groups newGroups(long rows) {
        Groups reused = spare.poll();
        return reused == null ? plan.newGroups(rows) : reused;
    }

    /** Takes over what another has not finished; its plan may be older than this one's. */
    void takeOver(Aggregation other) {
        collector.addAll(other.collector);
        other.open.forEach((times, theirs) -> {
            Groups mine = open.computeIfAbsent(times, t -> newGroups(theirs.slots.count()));
            mine.addAll(theirs, other.plan.layout, plan.layout);
        });
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
