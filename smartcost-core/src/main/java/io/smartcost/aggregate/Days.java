package io.smartcost.aggregate;

import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/** The days of a tenant as they were at one moment, one segment each, ascending. Immutable but for what it remembers. */
final class Days {
    private static final int MOST_REMEMBERED = 64;

    private final LocalDate[] dates;
    private final Segment[] segments;
    private final Map<LocalDate, Completeness> completeness = new HashMap<>();
    private final Map<List<CostDimension>, List<Span>> spans = new ConcurrentHashMap<>();
    private final Map<Cut, List<CostTable.Period>> periods = new ConcurrentHashMap<>();

    /**
     * Days with the same texts in all of some time dimensions.
     *
     * @param from the index of the first
     * @param to the index after the last
     */
    record Span(int from, int to, List<String> times) {}

    private record Cut(DayRange days, List<CostDimension> times) {}

    /** @param compact days of one segment each */
    Days(SortedMap<LocalDate, Day> compact) {
        dates = compact.keySet().toArray(LocalDate[]::new);
        segments = compact.values().stream().map(Day::segment).toArray(Segment[]::new);
        compact.forEach((date, day) -> completeness.put(date, day.completeness()));
    }

    int count() {
        return dates.length;
    }

    Segment segment(int index) {
        return segments[index];
    }

    /** The spans of the days of a range; all as one if there is no time dimension. */
    List<Span> spans(DayRange range, List<CostDimension> times) {
        int from = indexOf(range.start());
        int to = indexOf(range.end());
        if (times.isEmpty()) {
            return from == to ? List.of() : List.of(new Span(from, to, List.of()));
        }
        List<Span> within = new ArrayList<>();
        for (Span span : spans.computeIfAbsent(times, this::cut)) {
            if (span.from >= from && span.to <= to) {
                within.add(span);
            } else if (span.from < to && span.to > from) {
                within.add(new Span(Math.max(span.from, from), Math.min(span.to, to), span.times));
            }
        }
        return within;
    }

    private int indexOf(LocalDate date) {
        int found = Arrays.binarySearch(dates, date);
        return found < 0 ? -found - 1 : found;
    }

    private List<Span> cut(List<CostDimension> times) {
        List<Span> cut = new ArrayList<>();
        int from = 0;
        List<String> texts = List.of();
        for (int i = 0; i < dates.length; i++) {
            LocalDate date = dates[i];
            List<String> here = times.stream().map(time -> time.ofDay(date)).toList();
            if (!here.equals(texts)) {
                add(cut, from, i, texts);
                from = i;
                texts = here;
            }
        }
        add(cut, from, dates.length, texts);
        return cut;
    }

    private static void add(List<Span> cut, int from, int to, List<String> texts) {
        if (from < to) {
            cut.add(new Span(from, to, texts));
        }
    }

    /** The periods of a query's answer, as {@link CostTable#periods} has them. */
    List<CostTable.Period> periods(CostQuery query, List<CostDimension> times) {
        if (periods.size() > MOST_REMEMBERED) {
            periods.clear();
        }
        return periods.computeIfAbsent(new Cut(query.days(), times), cut -> CostTable.periods(query, completeness));
    }
}
