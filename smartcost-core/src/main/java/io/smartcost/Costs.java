package io.smartcost;

import io.smartcost.aggregate.CachedCostStore;
import io.smartcost.anomaly.Anomaly;
import io.smartcost.anomaly.AnomalySearch;
import io.smartcost.forecast.CostForecast;
import io.smartcost.forecast.Forecast;
import io.smartcost.forecast.Horizon;
import io.smartcost.insight.Explainer;
import io.smartcost.insight.Explanation;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.Tenant;
import io.smartcost.model.TimeFrame;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.query.Dimension;
import io.smartcost.query.Filter;
import io.smartcost.query.Measure;
import io.smartcost.query.Order;
import io.smartcost.spi.CostExport;
import io.smartcost.spi.PartitionSelection;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A question about stored costs. Immutable; each method gives a changed copy, and {@link #fetch}, {@link #records} and {@link
 * #export} ask it. Days told relative to today are looked up when the question is asked, not when it is described.
 */
public final class Costs {
    private static final DayRange ANY_DAYS = DayRange.of(LocalDate.EPOCH);

    private final CachedCostStore store;
    private final Clock clock;
    private final TimeFrame frame;
    /** All but the days. */
    private final CostQuery question;

    private Costs(CachedCostStore store, Clock clock, TimeFrame frame, CostQuery question) {
        this.store = store;
        this.clock = clock;
        this.frame = frame;
        this.question = question;
    }

    static Costs of(CachedCostStore store, Clock clock, Tenant tenant, TimeFrame frame) {
        return new Costs(store, clock, frame, CostQuery.of(tenant, ANY_DAYS));
    }

    /** Narrows the question: what was asked before and this must both be true. */
    public Costs where(Filter also) {
        return with(query -> query.where(also));
    }

    /** One row for each group and currency, by at most four dimensions; without any, one row a currency. */
    public Costs groupBy(Dimension... dimensions) {
        return with(query -> query.groupBy(dimensions));
    }

    /** What is added up or counted; the billed cost, if this is not called. */
    public Costs measure(Measure measure) {
        return with(query -> query.measure(measure));
    }

    public Costs orderBy(Order order) {
        return with(query -> query.orderBy(order));
    }

    /** At most so many rows of each currency. */
    public Costs limit(int rowsPerUnit) {
        return with(query -> query.limit(rowsPerUnit));
    }

    /** The {@code count} largest of each currency. */
    public Costs top(int count) {
        return with(query -> query.top(count));
    }

    /** Answers the question. */
    public CostTable fetch() {
        return store.aggregate(query());
    }

    /**
     * Streams the records that the question is about, by day, without holding them in memory. Grouping, measure, order and limit
     * take no part. What the reader throws ends it and is passed on.
     */
    public void records(Consumer<CostRecord> reader) {
        records(query(), reader);
    }

    /** Writes the records that the question is about; grouping, measure, order and limit take no part. */
    public void export(CostExport export) {
        CostQuery query = query();
        export.write(reader -> records(query, reader));
    }

    /**
     * Forecasts the costs of each group and currency, by day unless they are grouped by week or month. Learns from the days that were
     * asked for: the more, the better, and at least eight weeks to see what weekdays and months do. Order and limit take no part.
     */
    public List<CostForecast> forecasts(Horizon horizon) {
        CostQuery query = query().limit(CostQuery.NO_LIMIT);
        boolean hasTime = query.groupBy().stream()
                .anyMatch(dimension -> dimension instanceof CostDimension cost && cost.isTime());
        if (!hasTime) {
            List<Dimension> withDay = new ArrayList<>(query.groupBy());
            withDay.add(CostDimension.DAY);
            query = query.groupBy(withDay.toArray(Dimension[]::new));
        }
        return CostForecast.of(store.aggregate(query), horizon);
    }

    /**
     * Forecasts all costs together; of groups, the sum of their forecasts.
     *
     * @throws SmartCostException if there are no costs on these days, or some in several currencies
     */
    public Forecast forecast(Horizon horizon) {
        List<CostForecast> groups = forecasts(horizon);
        Set<String> units = groups.stream()
                .map(group -> String.valueOf(group.unit()))
                .collect(Collectors.toCollection(TreeSet::new));
        if (units.size() != 1) {
            throw new SmartCostException(
                    units.isEmpty()
                            ? "There are no costs on the days " + query().days()
                                    + " to forecast from; sync them, or ask for others"
                            : "Costs in several units have no common forecast: " + units
                                    + ". Narrow the question to one, or take forecasts(), which has one for each");
        }
        return Forecast.sumOf(groups.stream().map(CostForecast::forecast).toList());
    }

    private void records(CostQuery query, Consumer<CostRecord> reader) {
        store.read(query.tenant(), PartitionSelection.of(query.days()), partition -> {
            for (CostRecord record : partition.records()) {
                if (query.filter().matches(record)) {
                    reader.accept(record);
                }
            }
        });
    }

    /**
     * What is odd about these costs, day by day, for each group and for the sums of groups; see {@link AnomalySearch}. Earlier days
     * than those asked for are learned from. An anomaly of a sum that its parts explain is not told twice.
     *
     * @throws IllegalArgumentException if the question groups by a time, or by more than three dimensions
     */
    public List<Anomaly> anomalies() {
        return anomalies(AnomalySearch.standard());
    }

    /** The same with another detector, sensitivity, or what was said about earlier findings. */
    public List<Anomaly> anomalies(AnomalySearch search) {
        return new CostAnomalies(store::aggregate, search).in(query());
    }

    /**
     * Why these costs differ from those of other days: one exact breakdown for each currency. The filter and the measure count, and
     * the grouping, order and limit do not.
     */
    public List<Explanation> comparePeriods(TimeFrame before) {
        CostQuery query = query();
        return Explainer.asking(store::aggregate).compare(query, before.asOf(today()), query.days());
    }

    /** What an anomaly is made of, against the same weekdays just before it. */
    public List<Explanation> explain(Anomaly anomaly) {
        return CostAnomalies.explain(store::aggregate, query(), anomaly);
    }

    /** The question as a value, with the days that it means today. */
    public CostQuery query() {
        return question.during(frame.asOf(today()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Costs with(UnaryOperator<CostQuery> change) {
        return new Costs(store, clock, frame, change.apply(question));
    }

    /** The first step of a question: which days. */
    @FunctionalInterface
    public interface Days {
        Costs during(TimeFrame days);
    }
}
