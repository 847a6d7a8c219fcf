package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FixedClockTest {
    @Test
    void standsStillUntilItIsMoved() {
        FixedClock clock = FixedClock.at("2026-08-01T23:59:59Z");
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-08-01T23:59:59Z"));
        clock.advance(Duration.ofSeconds(1));
        assertThat(LocalDate.now(clock)).isEqualTo(LocalDate.of(2026, 8, 2));
        clock.set(Instant.EPOCH);
        assertThat(clock.millis()).isZero();
    }

    @Test
    void copiesInOtherZonesMoveAlong() {
        FixedClock clock = FixedClock.at(Instant.EPOCH);
        Clock elsewhere = clock.withZone(ZoneId.of("Pacific/Kiritimati"));
        clock.advance(Duration.ofDays(365));
        assertThat(elsewhere.instant()).isEqualTo(clock.instant());
        assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Pacific/Kiritimati"));
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    }
}
