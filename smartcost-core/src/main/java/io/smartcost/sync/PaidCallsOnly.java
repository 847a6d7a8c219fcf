package io.smartcost.sync;

import io.smartcost.model.CostPartition;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.Refusal;

/** For a provider that is asked what has changed, and not for any costs. */
record PaidCallsOnly(AccountRun run) implements CostReceiver {
    @Override
    public void partition(CostPartition partition) {
        throw violation("costs of " + partition.day());
    }

    @Override
    public void refused(Refusal refusal) {
        throw violation("a refusal");
    }

    @Override
    public void paidCall() {
        run.proceed();
        run.paidCall();
    }

    private SmartCostException violation(String what) {
        return new SmartCostException("The provider '" + run.account().provider()
                + "' broke its contract: it was asked what has" + " changed and sent " + what
                + ". Nothing was stored; the mistake is in the provider's plug-in");
    }
}
