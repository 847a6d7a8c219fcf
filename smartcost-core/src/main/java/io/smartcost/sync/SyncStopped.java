package io.smartcost.sync;

import io.smartcost.model.SmartCostException;

/** Ends the sync of an account with an outcome. It passes through the provider, which stops. */
final class SyncStopped extends SmartCostException {
    private static final long serialVersionUID = 1L;

    private final AccountSync.Outcome outcome;

    SyncStopped(AccountSync.Outcome outcome, String message) {
        super(message);
        this.outcome = outcome;
    }

    AccountSync.Outcome outcome() {
        return outcome;
    }
}
