package io.smartcost.testkit;

import io.smartcost.spi.StateStore;
import java.time.Clock;

class SmallestStateStoreTest extends StateStoreContract {
    @Override
    protected StateStore emptyStore(Clock clock) {
        return new SmallestStateStore(clock);
    }
}
