package io.smartcost.series;

import static io.smartcost.query.CostDimension.MONTH;
import static io.smartcost.query.CostDimension.WEEK;

import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostTable;
import io.smartcost.query.Dimension;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The costs of one group of a {@link CostTable} over time. A period that is final and has no row cost nothing; one of which nothing
 * was delivered is a gap; one that may still be restated, is cut off by the asked days, or has records whose amount is unknown is
 * not final.
 *
 * @param groupBy the dimensions of the key: those of the table without that of time
 * @param key a text a dimension, null where the group's records have none
 * @param unit the currency of a cost; null for a count
 */
public record CostSeries(
        List<Dimension> groupBy,
        List<@Nullable String> key,
        @Nullable String unit,
        Series series) {
    public CostSeries {
        groupBy = List.copyOf(groupBy);
        key = Collections.unmodifiableList(new ArrayList<>(key));
    }

    /**
     * One series for each group and unit, in the order in which they first appear.
     *
     * @throws IllegalArgumentException unless the table is grouped by exactly one of DAY, WEEK and MONTH
     */
    public static List<CostSeries> of(CostTable table) {
        CostDimension time = timeOf(table.groupBy());
        int timeIndex = table.groupBy().indexOf(time);
        List<Dimension> others = new ArrayList<>(table.groupBy());
        others.remove(timeIndex);
        Map<Group, Map<String, CostTable.Row>> groups = new LinkedHashMap<>();
        for (CostTable.Row row : table.rows()) {
            List<@Nullable String> key = new ArrayList<>(row.key());
            String period = key.remove(timeIndex);
            groups.computeIfAbsent(new Group(key, row.unit()), group -> new LinkedHashMap<>())
                    .put(String.valueOf(period), row);
        }
        List<CostSeries> all = new ArrayList<>();
        groups.forEach((group, rows) ->
                all.add(new CostSeries(others, group.key, group.unit, series(time, table.periods(), rows))));
        return all;
    }

    private static CostDimension timeOf(List<Dimension> groupBy) {
        List<CostDimension> times = new ArrayList<>();
        for (Dimension dimension : groupBy) {
            if (dimension instanceof CostDimension cost && cost.isTime()) {
                times.add(cost);
            }
        }
        if (times.size() != 1) {
            throw new IllegalArgumentException(
                    "A series needs a table that is grouped by exactly one of DAY, WEEK and MONTH,"
                            + " this one is grouped by "
                            + groupBy.stream().map(Dimension::id).toList());
        }
        return times.get(0);
    }

    private static Series series(CostDimension time, List<CostTable.Period> periods, Map<String, CostTable.Row> rows) {
        Step step = time == MONTH ? Step.MONTH : (time == WEEK ? Step.WEEK : Step.DAY);
        Series.@Nullable Builder builder = null;
        for (CostTable.Period period : periods) {
            boolean cut = isCut(time, period.days());
            if (builder == null && cut && periods.size() > 1) {
                continue; // A week or month that was asked for from its middle on says nothing.
            }
            if (builder == null) {
                builder = Series.startingAt(
                        startOf(time, period.days().start()).atStartOfDay().toInstant(ZoneOffset.UTC), step);
            }
            add(
                    builder,
                    rows.get(time.ofDay(period.days().start())),
                    cut ? Completeness.PARTIAL : period.completeness());
        }
        if (builder == null) {
            throw new IllegalArgumentException("A series needs a table of at least one day, this one has no periods");
        }
        return builder.build();
    }

    private static LocalDate startOf(CostDimension time, LocalDate day) {
        return LocalDate.parse(time == MONTH ? time.ofDay(day) + "-01" : time.ofDay(day));
    }

    private static boolean isCut(CostDimension time, DayRange days) {
        return switch (time) {
            case WEEK -> days.length() < 7;
            case MONTH -> days.length() < days.start().lengthOfMonth();
            default -> false;
        };
    }

    private static void add(Series.Builder builder, CostTable.@Nullable Row row, Completeness completeness) {
        boolean isFinal = completeness == Completeness.FINAL;
        if (row == null) {
            if (isFinal) {
                builder.add(0);
            } else if (completeness == Completeness.ESTIMATED) {
                builder.addNotFinal(0);
            } else {
                builder.addGap();
            }
        } else if (row.value() == null) {
            builder.addGap();
        } else if (isFinal && row.unknown() == 0) {
            builder.add(row.value().doubleValue());
        } else {
            builder.addNotFinal(row.value().doubleValue());
        }
    }

    private record Group(
            List<@Nullable String> key, @Nullable String unit) {}
}
