package io.smartcost.query;

import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cuts the days of a query into periods and tells how complete each is. */
final class Periods {
    private Periods() {}

    static List<CostTable.Period> of(CostQuery query, Map<LocalDate, Completeness> byDay) {
        List<CostTable.Period> periods = new ArrayList<>();
        LocalDate end = query.days().end();
        LocalDate next;
        for (LocalDate start = query.days().start(); start.isBefore(end); start = next) {
            LocalDate periodEnd = endOfPeriod(query, start);
            next = periodEnd.isBefore(end) ? periodEnd : end;
            DayRange days = new DayRange(start, next);
            periods.add(new CostTable.Period(days, worst(days, byDay)));
        }
        return periods;
    }

    private static LocalDate endOfPeriod(CostQuery query, LocalDate start) {
        if (query.groupBy().contains(CostDimension.DAY)) {
            return start.plusDays(1);
        }
        if (query.groupBy().contains(CostDimension.WEEK)) {
            return start.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        }
        if (query.groupBy().contains(CostDimension.MONTH)) {
            return start.with(TemporalAdjusters.firstDayOfNextMonth());
        }
        return query.days().end();
    }

    private static Completeness worst(DayRange days, Map<LocalDate, Completeness> byDay) {
        return days.days()
                .map(day -> byDay.getOrDefault(day, Completeness.PARTIAL))
                .reduce(Completeness.FINAL, Completeness::worst);
    }
}
