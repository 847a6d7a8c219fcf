package io.smartcost.provider.aws;

import io.smartcost.model.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.costexplorer.model.Granularity;

/** Days that are asked for in one question, by day or by hour. */
record Period(DayRange days, boolean hourly) {
    private static final int MONTHS_OF_HISTORY = 13;
    private static final int DAYS_OF_HOURS = 14;

    /** What Cost Explorer can know of these days: none of the future, none too old; by the hour where hours are wanted and kept. */
    static List<Period> of(DayRange asked, LocalDate today, boolean hourly) {
        LocalDate first = YearMonth.from(today).minusMonths(MONTHS_OF_HISTORY).atDay(1);
        List<Period> periods = new ArrayList<>();
        LocalDate end = today.plusDays(1);
        LocalDate firstByHour = hourly ? today.minusDays(DAYS_OF_HOURS - 1L) : end;
        asked.intersect(new DayRange(first, firstByHour)).ifPresent(days -> periods.add(new Period(days, false)));
        if (hourly) {
            asked.intersect(new DayRange(firstByHour, end)).ifPresent(days -> periods.add(new Period(days, true)));
        }
        return periods;
    }

    Granularity granularity() {
        return hourly ? Granularity.HOURLY : Granularity.DAILY;
    }

    String startText() {
        return text(days.start());
    }

    /** Exclusive, as ours. */
    String endText() {
        return text(days.end());
    }

    boolean contains(Instant time) {
        return days.contains(LocalDate.ofInstant(time, ZoneOffset.UTC));
    }

    private String text(LocalDate day) {
        return hourly ? day + "T00:00:00Z" : day.toString();
    }
}
