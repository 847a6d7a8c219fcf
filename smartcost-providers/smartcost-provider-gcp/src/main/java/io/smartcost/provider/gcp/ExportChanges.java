package io.smartcost.provider.gcp;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What was exported since a moment.
 *
 * @param days the UTC days of usage with new rows, which are restated or have come in late
 * @param upTo when the last of these rows was exported, or the moment that was asked for if there are none: what to ask with next
 */
public record ExportChanges(SortedSet<LocalDate> days, Instant upTo) {
    public ExportChanges {
        days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
    }
}
