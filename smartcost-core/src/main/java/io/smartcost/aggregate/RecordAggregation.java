package io.smartcost.aggregate;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.query.Dimension;
import io.smartcost.query.Filter;
import io.smartcost.query.Measure;
import io.smartcost.spi.AggregatingCostStore;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.PartitionSelection;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers one query from records that pass by, in any order and of any number: what is kept grows with the groups, not with the
 * records. Not thread-safe.
 */
public final class RecordAggregation {
    private static final int BATCH = 1 << 16;

    private final CostQuery query;
    private final Set<String> columns = new HashSet<>();
    private final Dictionaries dictionaries = new Dictionaries();
    private final Map<LocalDate, SegmentBuilder> batch = new HashMap<>();
    private Aggregation aggregation;
    private int batched;

    public RecordAggregation(CostQuery query) {
        this.query = query;
        this.aggregation = newAggregation();
        columns.addAll(List.of(Dictionaries.CURRENCY, Dictionaries.UNIT));
        query.groupBy().forEach(this::need);
        need(query.filter());
        if (query.measure() instanceof Measure.Distinct distinct) {
            need(distinct.dimension());
        }
    }

    /** Lets a store answer, itself if it can, and otherwise by its records as they pass by. */
    static CostTable aggregate(CostStore store, CostQuery query) {
        if (store instanceof AggregatingCostStore able) {
            return able.aggregate(query);
        }
        RecordAggregation aggregation = new RecordAggregation(query);
        Map<LocalDate, Completeness> completeness = new HashMap<>();
        store.read(query.tenant(), PartitionSelection.of(query.days()), partition -> {
            completeness.merge(partition.day(), partition.completeness(), Completeness::worst);
            partition.records().forEach(aggregation::add);
        });
        return aggregation.finish(completeness);
    }

    /** Takes a record into account if the query is about its day and its filter is true of it. */
    public void add(CostRecord record) {
        if (query.days().contains(record.day())) {
            batch.computeIfAbsent(record.day(), day -> new SegmentBuilder(day, dictionaries, columns::contains))
                    .add(record);
            if (++batched == BATCH) {
                aggregateBatch();
            }
        }
    }

    /**
     * The answer for all records so far. Ends the aggregation.
     *
     * @param completenessByDay the worst completeness of what the records of a day came from; a day that is absent is PARTIAL
     */
    public CostTable finish(Map<LocalDate, Completeness> completenessByDay) {
        aggregateBatch();
        return CostTable.of(query, aggregation.rows(), completenessByDay);
    }

    /**
     * The rows of the answer for all records so far. Unlike {@link #finish} it costs nothing for the days that no record is of, so
     * that the query may be about all days there are. Ends the aggregation.
     */
    public List<CostTable.Row> rows() {
        aggregateBatch();
        DayRange anyDay = DayRange.of(query.days().start());
        return CostTable.of(query.during(anyDay), aggregation.rows(), Map.of()).rows();
    }

    private void aggregateBatch() {
        List<Segment> segments =
                batch.values().stream().map(SegmentBuilder::build).toList();
        Aggregation next = newAggregation();
        segments.forEach(segment -> next.add(segment, next.groups(next.plan().timesOf(segment.day()), BATCH)));
        next.takeOver(aggregation);
        aggregation = next;
        batch.clear();
        batched = 0;
    }

    private Aggregation newAggregation() {
        return new Aggregation(new Plan(query, dictionaries));
    }

    private void need(Dimension dimension) {
        columns.add(dimension.id());
    }

    private void need(Filter filter) {
        if (filter instanceof Filter.OnDimension leaf) {
            need(leaf.dimension());
        } else if (filter instanceof Filter.Not not) {
            need(not.filter());
        } else if (filter instanceof Filter.And and) {
            and.filters().forEach(this::need);
        } else if (filter instanceof Filter.Or or) {
            or.filters().forEach(this::need);
        }
    }
}
