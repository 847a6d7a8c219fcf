package io.smartcost.aggregate;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.spi.PartitionSelection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The costs of one tenant in columns, ready for questions. Partitions are replaced while queries run: a query sees each day as it
 * was or as it is, and never waits. Thread-safe.
 */
final class ColumnarCosts {
    private final Dictionaries dictionaries = new Dictionaries();
    private final ConcurrentNavigableMap<LocalDate, Day> days = new ConcurrentSkipListMap<>();
    private final Shapes shapes;
    private final Workers workers;

    ColumnarCosts(Workers workers, Shapes shapes) {
        this.workers = workers;
        this.shapes = shapes;
    }

    void replace(CostPartition partition) {
        SegmentBuilder builder = new SegmentBuilder(partition.day(), dictionaries);
        partition.records().forEach(builder::add);
        replace(partition.account(), partition.completeness(), builder.build());
    }

    PartitionLoader load(SourceAccount account, LocalDate day, Completeness completeness) {
        return new PartitionLoader(this, account, completeness, new SegmentBuilder(day, dictionaries));
    }

    void replace(SourceAccount account, Completeness completeness, Segment segment) {
        days.compute(segment.day(), (d, day) -> (day == null ? Day.EMPTY : day).with(account, segment, completeness));
    }

    void drop(PartitionSelection selection) {
        DayRange range = selection.days();
        for (LocalDate date : days.subMap(range.start(), range.end()).keySet()) {
            days.computeIfPresent(date, (d, day) -> {
                Day rest = day.without(account -> selection.contains(account, d));
                return rest.isEmpty() ? null : rest;
            });
        }
    }

    long bytes() {
        return dictionaries.bytes()
                + shapes.bytes()
                + days.values().stream().mapToLong(Day::bytes).sum();
    }

    CostTable aggregate(CostQuery query) {
        List<Segment> segments = new ArrayList<>();
        Map<LocalDate, Completeness> completeness = new HashMap<>();
        DayRange range = query.days();
        days.subMap(range.start(), range.end()).forEach((date, day) -> {
            Day compact = day.isCompact() ? day : compact(date, day);
            completeness.put(date, compact.completeness());
            segments.add(compact.segment());
        });
        Plan plan = new Plan(query, dictionaries);
        return CostTable.of(query, rows(plan, segments), completeness);
    }

    /** Another thread may have replaced a partition meanwhile: then this query sees the day as it was, and the next compacts. */
    private Day compact(LocalDate date, Day day) {
        Day compact = day.compact(dictionaries);
        days.replace(date, day, compact);
        return compact;
    }

    private List<CostTable.Row> rows(Plan plan, List<Segment> segments) {
        Shape shape = shapes.of(plan);
        long toScan = segments.stream()
                .filter(segment -> shape == null || !shape.covers(segment))
                .mapToLong(Segment::rows)
                .sum();
        if (!workers.shareOut(toScan)) {
            Aggregation alone = new Aggregation(plan, shape);
            periods(plan, segments).forEach(period -> add(period, alone, plan));
            return alone.rows();
        }
        return shared(plan, shape, plan.hasTimes() ? periods(plan, segments) : pieces(segments));
    }

    private List<CostTable.Row> shared(Plan plan, @Nullable Shape shape, List<List<Segment>> tasks) {
        List<Aggregation> shares = new ArrayList<>();
        workers.run(tasks.size(), () -> {
            Aggregation share = new Aggregation(plan, shape);
            synchronized (shares) {
                shares.add(share);
            }
            return (IntConsumer) task -> add(tasks.get(task), share, plan);
        });
        Aggregation all = shares.get(0);
        shares.subList(1, shares.size()).forEach(all::takeOver);
        return all.rows();
    }

    private static void add(List<Segment> segments, Aggregation aggregation, Plan plan) {
        long rows = segments.stream().mapToLong(Segment::rows).sum();
        segments.forEach(segment -> aggregation.add(segment, rows));
        if (plan.hasTimes()) {
            aggregation.finish();
        }
    }

    /** The segments of each period; all as one if the query has no time dimension. */
    private static List<List<Segment>> periods(Plan plan, List<Segment> segments) {
        if (!plan.hasTimes()) {
            return List.of(segments);
        }
        List<List<Segment>> periods = new ArrayList<>();
        List<String> last = List.of();
        for (Segment segment : segments) {
            List<String> times = plan.timesOf(segment.day());
            if (!times.equals(last)) {
                periods.add(new ArrayList<>());
                last = times;
            }
            periods.get(periods.size() - 1).add(segment);
        }
        return periods;
    }

    /** About eight tasks a thread, so that none ends up with much more than its share. */
    private List<List<Segment>> pieces(List<Segment> segments) {
        int size = Math.max(1, segments.size() / (workers.threads() * 8));
        List<List<Segment>> pieces = new ArrayList<>();
        for (int from = 0; from < segments.size(); from += size) {
            pieces.add(segments.subList(from, Math.min(segments.size(), from + size)));
        }
        return pieces;
    }
}
