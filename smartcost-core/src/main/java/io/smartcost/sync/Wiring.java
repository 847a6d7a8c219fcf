package io.smartcost.sync;

import io.smartcost.model.Tenant;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.StateStore;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;

/** What a sync works with. */
record Wiring(
        Tenant tenant,
        List<CostProvider> providers,
        CostStore costs,
        StateStore state,
        Clock clock,
        Executor executor,
        Sleeper sleeper) {
    Wiring {
        providers = List.copyOf(providers);
    }

    /** Waits; a test waits in no time. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(long millis) throws InterruptedException;
    }
}
