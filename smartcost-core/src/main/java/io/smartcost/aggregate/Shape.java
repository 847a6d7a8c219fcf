package io.smartcost.aggregate;

import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rollups of queries that differ in their days, order and limit only. From the second such query on, each segment is scanned
 * once and its {@link Rollup} kept; a segment that replaces it has another id, and so is scanned anew. Thread-safe.
 */
final class Shape {
    private final Map<LocalDate, Rollup> rollups = new ConcurrentHashMap<>();
    private final AtomicInteger queries = new AtomicInteger();
    private final LongAdder bytes = new LongAdder();

    /** Counts a query, and says whether it is frequent enough for rollups. */
    boolean isFrequent() {
        return queries.incrementAndGet() > 1;
    }

    /** The rollup of a segment, made if need be, or null if the segment is better scanned. */
    @Nullable
    Rollup rollup(Segment segment, Function<Segment, Rollup> rollUp) {
        Rollup kept = rollups.get(segment.day());
        if (kept == null || kept.segment() != segment.id()) {
            kept = rollUp.apply(segment);
            Rollup before = rollups.put(segment.day(), kept);
            bytes.add(kept.bytes() - (before == null ? 0 : before.bytes()));
        }
        return kept.isNone() ? null : kept;
    }

    boolean covers(Segment segment) {
        Rollup kept = rollups.get(segment.day());
        return kept != null && kept.segment() == segment.id() && !kept.isNone();
    }

    long bytes() {
        return bytes.sum();
    }
}
