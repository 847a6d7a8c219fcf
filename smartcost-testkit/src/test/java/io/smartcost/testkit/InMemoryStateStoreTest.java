package io.smartcost.testkit;

import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.spi.StateStore;
import java.time.Clock;

class InMemoryStateStoreTest extends StateStoreContract {
    @Override
    protected StateStore emptyStore(Clock clock) {
        return new InMemoryStateStore(clock);
    }
}
