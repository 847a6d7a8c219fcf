package io.smartcost.spi;

import io.smartcost.model.CostPartition;
import io.smartcost.model.Tenant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps cost records, partition by partition. See the package's description for what holds for all plug-ins.
 *
 * <p>A record that was stored is read back equal: every digit of an amount, every character of a text. A backend with less room
 * than a record needs refuses the partition with a message that names the column and the limit, and keeps the old one.
 */
public interface CostStore {
    /**
     * Puts this partition in the place of the one with the same tenant, account and day, if there is one. Atomic and durable:
     * readers see the old partition or the new one and never a mix, and when the call returns a crash cannot undo it. When it
     * throws, the old partition is still there, or, if the outcome is not known, the new one is. Repeating it changes nothing.
     */
    void replace(Tenant tenant, CostPartition partition);

    /**
     * Reads the partitions of a selection, by day and then by account. Each is one that was stored as a whole, while others are
     * being replaced; no order is promised for the records of one. What the reader throws ends the reading and is passed on.
     */
    void read(Tenant tenant, PartitionSelection selection, Consumer<CostPartition> reader);

    /**
     * Lists the partitions of a selection without their records, by day and then by account. Partitions that exist the whole time
     * while pages are read are listed exactly once, whatever is stored or dropped between two pages.
     *
     * @param after list what comes after this one only, or all if null
     * @param atMost how many, at least 1
     */
    Page<PartitionInfo> list(Tenant tenant, PartitionSelection selection, @Nullable PartitionInfo after, int atMost);

    /** Removes the partitions of a selection, so that their days are unknown. Each is removed as a whole. */
    void drop(Tenant tenant, PartitionSelection selection);
}
