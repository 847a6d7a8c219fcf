package io.smartcost;

import io.smartcost.anomaly.Anomaly;
import io.smartcost.anomaly.AnomalySearch;
import io.smartcost.anomaly.Subject;
import io.smartcost.insight.Explainer;
import io.smartcost.insight.Explanation;
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
import java.util.Objects;
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

    static List<Explanation> explain(Function<CostQuery, CostTable> store, CostQuery question, Anomaly anomaly) {
        LocalDate start = LocalDate.ofInstant(anomaly.start(), ZoneOffset.UTC);
        LocalDate end = LocalDate.ofInstant(anomaly.end(), ZoneOffset.UTC);
        DayRange after = new DayRange(start, end.isAfter(start) ? end : start.plusDays(1));
        int weeks = (after.length() + 6) / 7;
        DayRange before =
                new DayRange(after.start().minusWeeks(weeks), after.end().minusWeeks(weeks));
        CostQuery narrowed = question;
        Subject subject = anomaly.subject();
        for (int i = 0; i < subject.groupBy().size(); i++) {
            Dimension dimension = subject.groupBy().get(i);
            String key = subject.key().get(i);
            narrowed = narrowed.where(key == null ? dimension.isAbsent() : dimension.is(key));
        }
        return Explainer.asking(store).compare(narrowed, before, after).stream()
                .filter(explanation -> Objects.equals(explanation.unit(), subject.unit()))
                .toList();
    }
}
