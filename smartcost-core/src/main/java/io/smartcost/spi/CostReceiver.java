package io.smartcost.spi;

import io.smartcost.model.CostPartition;

/**
 * Takes what a {@link CostProvider} fetches. Its methods are called from the thread that called {@code fetch}; what they throw
 * is passed on by the provider, which then stops: that is how a fetch is cancelled.
 */
public interface CostReceiver {
    /**
     * One day of the account, whole. Its records are read before this returns; a few may be stored only afterwards, so that what goes
     * wrong then is thrown by a later call, or when {@code fetch} has returned.
     */
    void partition(CostPartition partition);

    /** Something that could not be understood and is in no partition. */
    void refused(Refusal refusal);

    /**
     * The provider is about to make a call that costs money.
     *
     * @throws io.smartcost.model.SmartCostException if the cap on paid calls is reached; the provider does not make the call
     */
    void paidCall();
}
