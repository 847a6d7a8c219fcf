package io.smartcost.provider.focus;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutOfReachTest {
    private final OutOfReach outOfReach = new OutOfReach();

    private static Delivery delivery(String version) {
        return new Delivery("manifest", DayRange.month(YearMonth.of(2026, 8)), version, Instant.EPOCH);
    }

    private static DeliveryDays days(String... days) {
        DeliveryDays known = new DeliveryDays(delivery("1").period());
        Stream.of(days).map(LocalDate::parse).forEach(known::include);
        return known;
    }

    @Test
    void charges_before_the_days_that_are_read_are_told_once_for_each_delivery() {
        DeliveryDays days = days("2026-08-01", "2026-07-31", "2026-05-02", "2026-05-02", "2026-03-01", "2026-09-01");
        LocalDate july = LocalDate.of(2026, 7, 1);

        assertThat(outOfReach.warning(delivery("1"), days, july))
                .hasValueSatisfying(warning -> assertThat(warning)
                        .contains(
                                "manifest of 2026-08",
                                "3 charges",
                                "from 2026-03-01 to 2026-05-02",
                                "sync since 2026-03-01"));
        assertThat(outOfReach.warning(delivery("1"), days, july)).isEmpty();
        assertThat(outOfReach.warning(delivery("2"), days, july)).isPresent();
    }

    /** A sync asks for one range after the other, the oldest first. */
    @Test
    void what_was_in_reach_once_is_not_told() {
        DeliveryDays days = days("2026-08-01", "2026-07-31", "2026-05-02");

        assertThat(outOfReach.warning(delivery("1"), days, LocalDate.of(2026, 5, 1)))
                .isEmpty();
        assertThat(outOfReach.warning(delivery("1"), days, LocalDate.of(2026, 8, 20)))
                .isEmpty();
    }
}
