package io.smartcost.provider.focus;

import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which days the files have charges for, and how complete each is. The rules are told in {@link FocusFiles}. */
final class SeenDays {
    private final LocalDate today;
    private final int finalAfter;
    private final Span all = new Span();
    private final Set<LocalDate> partialDays = new HashSet<>();
    private final Set<YearMonth> partialMonths = new HashSet<>();
    private boolean allPartial;

    private Span file = new Span();
    private boolean undated;

    SeenDays(LocalDate today, int finalAfter) {
        this.today = today;
        this.finalAfter = finalAfter;
    }

    void charge(LocalDate day) {
        file.include(day);
    }

    /** @param day null if it cannot be read */
    void refusal(@Nullable LocalDate day) {
        if (day == null) {
            undated = true;
        } else {
            file.include(day);
            partialDays.add(day);
        }
    }

    void anyDayIsPartial() {
        allPartial = true;
    }

    void endOfFile(boolean incomplete) {
        allPartial |= incomplete;
        if (file.first != null && file.last != null) {
            all.include(file.first);
            all.include(file.last);
            for (YearMonth month = YearMonth.from(file.first);
                    undated && !month.isAfter(YearMonth.from(file.last));
                    month = month.plusMonths(1)) {
                partialMonths.add(month);
            }
        } else {
            allPartial |= undated;
        }
        file = new Span();
        undated = false;
    }

    /** The days of a range that are known, in order. */
    List<LocalDate> days(DayRange range) {
        if (all.first == null || all.last == null) {
            return List.of();
        }
        LocalDate from = all.first.isAfter(range.start()) ? all.first : range.start();
        LocalDate end = all.last.isBefore(range.end()) ? all.last.plusDays(1) : range.end();
        return from.isBefore(end) ? from.datesUntil(end).toList() : List.of();
    }

    Completeness completeness(LocalDate day) {
        YearMonth month = YearMonth.from(day);
        if (allPartial || !day.isBefore(today) || partialDays.contains(day) || partialMonths.contains(month)) {
            return Completeness.PARTIAL;
        }
        return settled(day) ? Completeness.FINAL : Completeness.ESTIMATED;
    }

    /** Whether it is so long since the day's month ended that it will not be restated any more. */
    boolean settled(LocalDate day) {
        return !today.isBefore(YearMonth.from(day).plusMonths(1).atDay(1).plusDays(finalAfter));
    }

    private static final class Span {
        private @Nullable LocalDate first;
        private @Nullable LocalDate last;

        void include(LocalDate day) {
            if (first == null || day.isBefore(first)) {
                first = day;
            }
            if (last == null || day.isAfter(last)) {
                last = day;
            }
        }
    }
}
