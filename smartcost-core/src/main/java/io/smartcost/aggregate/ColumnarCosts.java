package io.smartcost.aggregate;

import io.smartcost.aggregate.Days.Span;
import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.query.Dimension;
import io.smartcost.spi.PartitionSelection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The costs of one tenant in columns, ready for questions. Partitions are replaced while queries run: a query sees each day as it
 * was or as it is, and never waits. Thread-safe.
 */
final class ColumnarCosts {
    private final Dictionaries dictionaries = new Dictionaries();
    private final ConcurrentNavigableMap<LocalDate, Day> days = new ConcurrentSkipListMap<>();
    /** How often a day was changed, to see whether {@link #snapshot} is still good. */
    private final AtomicLong changes = new AtomicLong();

    private volatile @Nullable Snapshot snapshot;
    private final Shapes shapes;
    private final Workers workers;

    private record Snapshot(long changes, Days days) {}

    ColumnarCosts(Workers workers, Shapes shapes) {
        this.workers = workers;
        this.shapes = shapes;
    }

    void replace(CostPartition partition) {
        SegmentBuilder builder = new SegmentBuilder(partition.day(), dictionaries);
        partition.records().forEach(builder::add);
        replace(partition.account(), partition.completeness(), builder.build());
    }

    TextColumn texts(Dimension dimension) {
        if (dimension instanceof CostDimension known && known.isTime()) {
            throw new IllegalArgumentException(dimension + " is known from the partition's day");
        }
        return new TextColumn(dictionaries.of(dimension.id()));
    }

    TextColumn currencies() {
        return new TextColumn(dictionaries.of(Dictionaries.CURRENCY));
    }

    TextColumn units() {
        return new TextColumn(dictionaries.of(Dictionaries.UNIT));
    }

    PartitionLoader load(SourceAccount account, LocalDate day, Completeness completeness) {
        return new PartitionLoader(this, account, completeness, new SegmentBuilder(day, dictionaries));
    }

    void replace(SourceAccount account, Completeness completeness, Segment segment) {
        days.compute(segment.day(), (d, day) -> (day == null ? Day.EMPTY : day).with(account, segment, completeness));
        changes.incrementAndGet();
    }

    void drop(PartitionSelection selection) {
        DayRange range = selection.days();
        for (LocalDate date : days.subMap(range.start(), range.end()).keySet()) {
            days.computeIfPresent(date, (d, day) -> {
                Day rest = day.without(account -> selection.contains(account, d));
                return rest.isEmpty() ? null : rest;
            });
        }
        changes.incrementAndGet();
    }

    long bytes() {
        return dictionaries.bytes()
                + shapes.bytes()
                + days.values().stream().mapToLong(Day::bytes).sum();
    }

    CostTable aggregate(CostQuery query) {
        Days now = now();
        Plan plan = new Plan(query, dictionaries);
        return CostTable.of(query, rows(plan, now), now.periods(query, plan.times()));
    }

    /** All days as they are, compacted. */
    private Days now() {
        Snapshot last = snapshot;
        long before = changes.get();
        if (last == null || last.changes != before) {
            SortedMap<LocalDate, Day> compact = new TreeMap<>();
            days.forEach((date, day) -> compact.put(date, day.isCompact() ? day : compact(date, day)));
            last = new Snapshot(before, new Days(compact));
            snapshot = last;
        }
        return last.days;
    }

    /** Another thread may have replaced a partition meanwhile: then this query sees the day as it was, and the next compacts. */
    private Day compact(LocalDate date, Day day) {
        Day compact = day.compact(dictionaries);
        days.replace(date, day, compact);
        return compact;
    }

    private List<CostTable.Row> rows(Plan plan, Days now) {
        Shape shape = shapes.of(plan, now);
        @Nullable Rollup[] rollups = shape == null ? null : shape.rollups(now);
        List<Span> spans = now.spans(plan.query.days(), plan.times());
        if (!workers.shareOut(rowsToScan(spans, now, rollups))) {
            Aggregation alone = new Aggregation(plan);
            spans.forEach(span -> add(span, now, rollups, alone));
            return alone.rows();
        }
        List<Span> tasks = plan.times().isEmpty() ? pieces(spans.get(0)) : spans;
        List<Aggregation> shares = new ArrayList<>();
        workers.run(tasks.size(), () -> {
            Aggregation share = new Aggregation(plan);
            synchronized (shares) {
                shares.add(share);
            }
            return task -> add(tasks.get(task), now, rollups, share);
        });
        Aggregation all = shares.get(0);
        shares.subList(1, shares.size()).forEach(all::takeOver);
        return all.rows();
    }

    private static long rowsToScan(List<Span> spans, Days now, @Nullable Rollup @Nullable [] rollups) {
        long rows = 0;
        for (Span span : spans) {
            for (int i = span.from(); i < span.to(); i++) {
                Rollup rollup = rollups == null ? null : rollups[i];
                rows += rollup == null || rollup.isNone() ? now.segment(i).rows() : 0;
            }
        }
        return rows;
    }

    private static void add(Span span, Days now, @Nullable Rollup @Nullable [] rollups, Aggregation aggregation) {
        long rows = 0;
        for (int i = span.from(); i < span.to(); i++) {
            rows += now.segment(i).rows();
        }
        Groups groups = aggregation.groups(span.times(), rows);
        for (int i = span.from(); i < span.to(); i++) {
            Rollup rollup = null;
            if (rollups != null) {
                rollup = rollups[i];
                if (rollup == null) {
                    rollup = aggregation.rollUp(now.segment(i));
                    rollups[i] = rollup;
                }
            }
            if (rollup == null || rollup.isNone()) {
                aggregation.add(now.segment(i), groups);
            } else {
                rollup.addTo(groups);
            }
        }
        if (!span.times().isEmpty()) {
            aggregation.finish();
        }
    }

    /** About eight tasks a thread, so that none ends up with much more than its share. */
    private List<Span> pieces(Span all) {
        int size = Math.max(1, (all.to() - all.from()) / (workers.threads() * 8));
        List<Span> pieces = new ArrayList<>();
        for (int from = all.from(); from < all.to(); from += size) {
            pieces.add(new Span(from, Math.min(all.to(), from + size), all.times()));
        }
        return pieces;
    }
}
