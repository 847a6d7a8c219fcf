package io.smartcost.sync;

import static io.smartcost.sync.World.day;
import static io.smartcost.sync.World.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DaysTest {
    private static final LocalDate TODAY = day("2026-08-20");
    private static final DayRange AUGUST = days("2026-08-01", "2026-09-01");
    private static final Set<LocalDate> ALL = AUGUST.days().collect(Collectors.toSet());

    private final Map<LocalDate, Completeness> stored = new HashMap<>();

    @Test
    void theFirstTimeEveryDayUpToTodayIsNeeded() {
        assertThat(needed(Set.of(), 1)).isEqualTo(set(days("2026-08-01", "2026-08-21")));
    }

    @Test
    void settledDaysAreNotReadAgainButRestatedOnesAre() {
        store(AUGUST, Completeness.FINAL);
        assertThat(needed(ALL, 3)).isEqualTo(set(days("2026-08-18", "2026-08-21")));
    }

    @Test
    void aDayThatIsNotFinalIsReadAgainHoweverOldItIs() {
        store(AUGUST, Completeness.FINAL);
        stored.put(day("2026-08-02"), Completeness.ESTIMATED);
        stored.put(day("2026-08-04"), Completeness.PARTIAL);
        stored.remove(day("2026-08-06"));
        assertThat(needed(ALL, 1))
                .containsExactly(day("2026-08-02"), day("2026-08-04"), day("2026-08-06"), day("2026-08-20"));
    }

    @Test
    void aDayThatWasLastReadWhileItCouldBeRestatedIsReadAgain() {
        store(AUGUST, Completeness.FINAL);
        Set<LocalDate> settled = new TreeSet<>(ALL);
        settled.remove(day("2026-08-05"));
        assertThat(needed(settled, 1)).containsExactly(day("2026-08-05"), day("2026-08-20"));
    }

    @Test
    void aDayIsSettledByTheLastReadingThatItsWindowAllows() {
        LocalDate last = day("2026-08-18");
        assertThat(Days.isSettled(last, TODAY, 3)).isTrue();
        assertThat(Days.isSettled(last.plusDays(1), TODAY, 3)).isFalse();
        assertThat(Days.isSettled(TODAY, TODAY, 1)).isTrue();
    }

    @Test
    void rangesHoldTheDaysAndNoOthersAndAreNotTooLong() {
        NavigableSet<LocalDate> wanted = set(days("2026-08-01", "2026-08-08"));
        wanted.add(day("2026-08-10"));
        wanted.addAll(set(days("2026-08-20", "2026-08-22")));
        assertThat(Days.ranges(wanted, 3))
                .containsExactly(
                        days("2026-08-01", "2026-08-04"),
                        days("2026-08-04", "2026-08-07"),
                        days("2026-08-07", "2026-08-08"),
                        days("2026-08-10", "2026-08-11"),
                        days("2026-08-20", "2026-08-22"));
        assertThat(Days.ranges(new TreeSet<>(), 3)).isEmpty();
    }

    private NavigableSet<LocalDate> needed(Set<LocalDate> settled, int restated) {
        return Days.needed(AUGUST, stored, settled, TODAY, restated);
    }

    private void store(DayRange days, Completeness completeness) {
        days.days().forEach(day -> stored.put(day, completeness));
    }

    private static NavigableSet<LocalDate> set(DayRange days) {
        return days.days().collect(Collectors.toCollection(TreeSet::new));
    }
}
