package io.smartcost.spi;

import io.smartcost.model.Completeness;
import io.smartcost.model.SourceAccount;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * A stored partition without its records. Ordered by day, then account.
 *
 * @param records how many records it has; 0 is a day known to have cost nothing
 * @param revision opaque; each replace gives a partition one that it never had before, and nothing else changes it. Whoever keeps a
 *     copy sees by it what others have replaced meanwhile
 */
public record PartitionInfo(
        SourceAccount account, LocalDate day, Completeness completeness, long records, String revision)
        implements Comparable<PartitionInfo> {
    private static final Comparator<PartitionInfo> ORDER =
            Comparator.comparing(PartitionInfo::day).thenComparing(PartitionInfo::account);

    @Override
    public int compareTo(PartitionInfo other) {
        return ORDER.compare(this, other);
    }
}
