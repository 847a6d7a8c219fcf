package io.smartcost.series;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** How far the points of a {@link Series} lie apart: a number of seconds, or a calendar month of UTC. */
public final class Step {
    public static final Step HOUR = new Step(3_600);
    public static final Step DAY = new Step(86_400);
    public static final Step WEEK = new Step(7 * 86_400);
    public static final Step MONTH = new Step(0);

    /** 0 means a month. */
    private final long seconds;

    private Step(long seconds) {
        this.seconds = seconds;
    }

    /** @throws IllegalArgumentException if there is not at least one second, or there are more than in a hundred years */
    public static Step ofSeconds(long seconds) {
        if (seconds < 1 || seconds > 100L * 366 * 86_400) {
            throw new IllegalArgumentException(
                    "A step is of 1 second to 100 years, not of " + seconds + " seconds; a month is Step.MONTH");
        }
        return new Step(seconds);
    }

    /** Whether this is a calendar month, so that steps differ in length. */
    public boolean isMonth() {
        return seconds == 0;
    }

    /** The length in seconds; of a month, on average. */
    public long seconds() {
        return isMonth() ? 2_629_746 : seconds;
    }

    /** The time so many steps later, or earlier if the number is negative. */
    public Instant plus(Instant time, long steps) {
        return isMonth()
                ? LocalDateTime.ofInstant(time, ZoneOffset.UTC)
                        .plusMonths(steps)
                        .toInstant(ZoneOffset.UTC)
                : time.plusSeconds(Math.multiplyExact(seconds, steps));
    }

    /** How many whole steps lie between two times. */
    public long between(Instant from, Instant to) {
        return isMonth()
                ? ChronoUnit.MONTHS.between(
                        LocalDateTime.ofInstant(from, ZoneOffset.UTC), LocalDateTime.ofInstant(to, ZoneOffset.UTC))
                : ChronoUnit.SECONDS.between(from, to) / seconds;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Step that && that.seconds == seconds;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(seconds);
    }

    @Override
    public String toString() {
        if (isMonth()) {
            return "month";
        }
        if (equals(WEEK)) {
            return "week";
        }
        if (equals(DAY)) {
            return "day";
        }
        return equals(HOUR) ? "hour" : seconds + " seconds";
    }
}
