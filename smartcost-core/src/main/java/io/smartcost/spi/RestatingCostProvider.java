package io.smartcost.spi;

import io.smartcost.model.SourceAccount;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider that can tell which days have changed since it was last asked. A sync then reads those again, however final they were,
 * beside the days that it reads anyway.
 */
public interface RestatingCostProvider extends CostProvider {
    /**
     * Tells what has changed. It may name days that have not changed, never leave out one that has: what {@link #fetch} would send for
     * it differs from what it would have sent when the mark was told.
     *
     * @param since the mark that was told last, perhaps by another version of this plug-in and long ago; null the first time, when no
     *     day needs to be named
     * @param receiver is told of paid calls; nothing else is sent to it
     * @throws RetryableException if it may succeed later
     */
    Restated restatedSince(SourceAccount account, @Nullable String since, CostReceiver receiver);

    /**
     * What has changed.
     *
     * @param days in any number and order, also such as nobody has asked for
     * @param mark what to ask with the next time: up to 100,000 characters that mean something to this plug-in alone
     */
    record Restated(Set<LocalDate> days, String mark) {
        public Restated {
            days = Set.copyOf(days);
            if (mark.length() > 100_000) {
                throw new IllegalArgumentException("A mark has at most 100,000 characters, not " + mark.length());
            }
        }
    }
}
