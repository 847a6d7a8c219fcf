package io.smartcost.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still until it is moved. */
class TestClock extends Clock {
    static final LocalDate TODAY = LocalDate.parse("2026-08-20");

    private volatile Instant now = TODAY.atTime(12, 0).toInstant(ZoneOffset.UTC);

    synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}
