package io.smartcost.spi;

import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Some partitions of a tenant.
 *
 * @param days on these days
 * @param account of this account, or of all if null
 */
public record PartitionSelection(DayRange days, @Nullable SourceAccount account) {
    public static PartitionSelection of(DayRange days) {
        return new PartitionSelection(days, null);
    }

    public static PartitionSelection of(SourceAccount account, DayRange days) {
        return new PartitionSelection(days, account);
    }

    public boolean contains(SourceAccount ofAccount, LocalDate day) {
        return days.contains(day) && (account == null || account.equals(ofAccount));
    }
}
