package io.smartcost.testkit;

import io.smartcost.spi.StateStore;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StateStoreKitTest {
    @Test
    void aCorrectStorePasses() {
        Kit.assertPasses(Correct.class);
    }

    @ParameterizedTest
    @EnumSource
    void aFaultIsFound(BrokenStateStores broken) {
        Broken.fault = broken;
        Kit.assertFails(Broken.class, broken.foundBy);
    }

    static class Correct extends StateStoreContract {
        @Override
        protected StateStore emptyStore(Clock clock) {
            return new StateStoreOfParts(clock);
        }
    }

    /** Run by the kit only. */
    static class Broken extends StateStoreContract {
        private static BrokenStateStores fault;

        @Override
        protected StateStore emptyStore(Clock clock) {
            return fault.with(clock);
        }
    }
}
