package io.smartcost.sync;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the calls that cost money, of all accounts together, up to a cap. Thread-safe. */
final class PaidCalls {
    private final long cap;
    private final AtomicLong made = new AtomicLong();

    PaidCalls(long cap) {
        this.cap = cap;
    }

    /** @throws SyncStopped if the cap is reached; the call is then not counted and not made */
    void take() {
        if (made.getAndUpdate(calls -> Math.min(calls + 1, cap)) >= cap) {
            throw new SyncStopped(
                    AccountSync.Outcome.PAID_CALLS_EXHAUSTED,
                    "the cap of " + cap + " paid calls for this sync is reached");
        }
    }
}
