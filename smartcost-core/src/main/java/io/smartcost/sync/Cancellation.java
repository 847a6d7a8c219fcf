package io.smartcost.sync;

import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a sync was told to stop; once it was, it stays so. Thread-safe. */
final class Cancellation {
    private static final Logger LOG = LoggerFactory.getLogger(Cancellation.class);

    private final BooleanSupplier asked;
    private volatile boolean requested;

    Cancellation(BooleanSupplier asked) {
        this.asked = asked;
    }

    void request() {
        requested = true;
    }

    /** A condition that throws means stop: nobody can say any more that the sync may go on. */
    boolean isRequested() {
        if (!requested) {
            try {
                requested = asked.getAsBoolean();
            } catch (RuntimeException e) {
                LOG.warn("The sync stops, because the condition on which it is cancelled failed", e);
                requested = true;
            }
        }
        return requested;
    }

    void check() {
        if (isRequested()) {
            throw new SyncStopped(AccountSync.Outcome.CANCELLED, "the sync was told to stop");
        }
    }
}
