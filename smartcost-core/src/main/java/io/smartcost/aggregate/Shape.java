package io.smartcost.aggregate;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rollups of queries that differ in their days, order and limit only. From the second such query on, each segment is scanned
 * once and its {@link Rollup} kept until another segment is in its place. Thread-safe.
 */
final class Shape {
    private final AtomicInteger queries = new AtomicInteger();
    private Days days;
    private @Nullable Rollup[] rollups;

    Shape(Days days) {
        this.days = days;
        rollups = new Rollup[days.count()];
    }

    /** Counts a query, and says whether it is frequent enough for rollups. */
    boolean isFrequent() {
        return queries.incrementAndGet() > 1;
    }

    /**
     * The rollups of the days' segments by their indexes, null where none was made yet. Whoever makes one puts it there: rollups are
     * immutable and all that are made of a segment are equal, so it does not matter who wins.
     */
    @SuppressWarnings("ReferenceEquality") // another list of the same days costs no more than a look at each
    synchronized @Nullable Rollup[] rollups(Days newDays) {
        if (newDays != days) {
            rollups = moved(newDays);
            days = newDays;
        }
        return rollups;
    }

    /** Takes along what is of the same segments. */
    private @Nullable Rollup[] moved(Days newDays) {
        @Nullable Rollup[] moved = new Rollup[newDays.count()];
        int old = 0;
        for (int i = 0; i < moved.length; i++) {
            Segment segment = newDays.segment(i);
            while (old < rollups.length && days.segment(old).day().isBefore(segment.day())) {
                old++;
            }
            if (old < rollups.length && days.segment(old).id() == segment.id()) {
                moved[i] = rollups[old];
            }
        }
        return moved;
    }

    synchronized long bytes() {
        return 4L * rollups.length
                + Stream.of(rollups)
                        .filter(Objects::nonNull)
                        .mapToLong(Rollup::bytes)
                        .sum();
    }
}
