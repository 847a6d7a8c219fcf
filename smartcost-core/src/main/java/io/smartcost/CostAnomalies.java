package io.smartcost;

import io.smartcost.anomaly.Anomaly;
import io.smartcost.anomaly.AnomalySearch;
import io.smartcost.model.DayRange;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.query.Dimension;
import io.smartcost.query.Order;
import io.smartcost.series.CostSeries;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Asks for the costs of each level of a grouping by day, and joins what is odd about them. */
record CostAnomalies(Function<CostQuery, CostTable> store, AnomalySearch search) {
    /** Days before those asked for, to learn from: what the detector remembers, and a season's worth more. */
    private static final int LEARNING_DAYS = 180;

    private static final int MOST_DIMENSIONS = 3;

    List<Anomaly> in(CostQuery question) {
        List<Dimension> groupBy = question.groupBy();
        if (groupBy.size() > MOST_DIMENSIONS
                || groupBy.stream().anyMatch(dimension -> dimension instanceof CostDimension cost && cost.isTime())) {
            throw new IllegalArgumentException("Anomalies are found by day, for at most " + MOST_DIMENSIONS
                    + " dimensions none of which is a time, got " + groupBy);
        }
        List<List<Anomaly>> levels = new ArrayList<>();
        for (int size = groupBy.size(); size >= 0; size--) {
            levels.add(level(question, groupBy.subList(0, size)));
        }
        return AnomalySearch.withoutDoubles(levels);
    }

    private List<Anomaly> level(CostQuery question, List<Dimension> groupBy) {
        DayRange asked = question.days();
        List<Dimension> byDay = new ArrayList<>();
        byDay.add(CostDimension.DAY);
        byDay.addAll(groupBy);
        CostTable table = store.apply(question.groupBy(byDay)
                .during(new DayRange(beginning(asked.start()), asked.end()))
                .orderBy(Order.KEY_ASCENDING)
                .limit(CostQuery.NO_LIMIT));
        Instant start = asked.start().atStartOfDay().toInstant(ZoneOffset.UTC);
        return CostSeries.of(table).stream()
                .flatMap(series -> search.find(series).stream())
                .filter(anomaly -> anomaly.end().isAfter(start))
                .toList();
    }

    private static LocalDate beginning(LocalDate asked) {
        LocalDate earliest = LocalDate.of(0, 1, 1);
        LocalDate start = asked.minusDays(LEARNING_DAYS);
        return start.isBefore(earliest) ? earliest : start;
    }
}
