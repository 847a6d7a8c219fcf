package io.smartcost.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until the test moves it. Thread-safe; copies in other zones move along. */
public final class FixedClock extends Clock {
    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private FixedClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** In UTC. */
    public static FixedClock at(Instant instant) {
        return new FixedClock(new AtomicReference<>(instant), ZoneOffset.UTC);
    }

    /** @param instant such as {@code 2026-08-01T12:00:00Z} */
    public static FixedClock at(String instant) {
        return at(Instant.parse(instant));
    }

    /** Moves on, or back if the duration is negative. */
    public void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    public void set(Instant instant) {
        now.set(instant);
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public FixedClock withZone(ZoneId other) {
        return new FixedClock(now, other);
    }

    @Override
    public String toString() {
        return "FixedClock[" + now + ", " + zone + "]";
    }
}
