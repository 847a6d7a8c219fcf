package io.smartcost.aggregate;

import io.smartcost.model.Completeness;
import io.smartcost.model.SourceAccount;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The partitions of one day of a tenant, as slices of segments. Replacing one makes a new day that shares the rest; {@link
 * #compact} brings the slices together in one segment when the day is next asked. Immutable.
 */
final class Day {
    static final Day EMPTY = new Day(new TreeMap<>());

    private final SortedMap<SourceAccount, Slice> slices;
    private final Completeness completeness;
    private final boolean compact;

    /** Rows {@code from} to {@code to} (exclusive) of a segment: one partition. */
    private record Slice(Segment segment, int from, int to, Completeness completeness) {}

    /** @param slices not to be changed any more */
    private Day(SortedMap<SourceAccount, Slice> slices) {
        this.slices = slices;
        completeness =
                slices.values().stream().map(Slice::completeness).reduce(Completeness.FINAL, Completeness::worst);
        compact = !slices.isEmpty() && hasOneWholeSegment();
    }

    private boolean hasOneWholeSegment() {
        long first = segment().id();
        int rows = 0;
        for (Slice slice : slices.values()) {
            if (slice.segment.id() != first) {
                return false;
            }
            rows += slice.to - slice.from;
        }
        return rows == segment().rows();
    }

    Day with(SourceAccount account, Segment segment, Completeness ofSegment) {
        SortedMap<SourceAccount, Slice> changed = new TreeMap<>(slices);
        changed.put(account, new Slice(segment, 0, segment.rows(), ofSegment));
        return new Day(changed);
    }

    Day without(Predicate<SourceAccount> dropped) {
        SortedMap<SourceAccount, Slice> changed = new TreeMap<>(slices);
        changed.keySet().removeIf(dropped);
        return new Day(changed);
    }

    boolean isEmpty() {
        return slices.isEmpty();
    }

    Completeness completeness() {
        return completeness;
    }

    /** Whether all slices are of one segment and no row of it belongs to none. */
    boolean isCompact() {
        return compact;
    }

    /** The only segment of a compact day. */
    Segment segment() {
        return slices.values().iterator().next().segment;
    }

    Day compact(Dictionaries dictionaries) {
        SegmentBuilder builder = new SegmentBuilder(segment().day(), dictionaries);
        slices.values().forEach(slice -> builder.add(slice.segment, slice.from, slice.to));
        Segment whole = builder.buildUnsorted();
        SortedMap<SourceAccount, Slice> moved = new TreeMap<>();
        int from = 0;
        for (var entry : slices.entrySet()) {
            Slice slice = entry.getValue();
            int to = from + slice.to - slice.from;
            moved.put(entry.getKey(), new Slice(whole, from, to, slice.completeness));
            from = to;
        }
        return new Day(moved);
    }

    long bytes() {
        return slices.values().stream()
                .map(Slice::segment)
                .distinct()
                .mapToLong(Segment::bytes)
                .sum();
    }
}
