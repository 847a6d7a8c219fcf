package io.smartcost.spi;

import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import java.util.List;

/**
 * Where costs come from: a cloud's billing interface, a cluster, a folder of files.
 *
 * <p>See the package's description for what holds for all plug-ins. Calls that cost money are told to {@link
 * CostReceiver#paidCall} before they are made.
 */
public interface CostProvider {
    /** A short lower-case name that stays the same for ever, such as {@code aws}: part of the key of all that is stored. */
    String name();

    /**
     * The accounts this plug-in can see. Their {@link SourceAccount#provider} is this plug-in's {@link #name}; their ids stay the
     * same from call to call, and together they cover each charge once.
     */
    List<SourceAccount> accounts();

    /**
     * Sends the costs of one account: one partition for every day of the range that the source has been able to charge for, a day
     * without charges as an empty partition, in any order, each day once. A day that the source does not know yet (one in the
     * future, one that was not delivered) is not sent. All records of a partition begin on its day.
     *
     * <p>What cannot be understood is refused with its reason and never dropped in silence. The sums of records are exactly the
     * source's.
     *
     * @throws RetryableException if it may succeed later; days already sent stay valid
     */
    void fetch(SourceAccount account, DayRange days, CostReceiver receiver);
}
