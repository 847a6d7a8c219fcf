package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.spi.CostStore;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of cost stores finds each fault, and none in a correct store. */
class CostStoreKitTest {
    @ParameterizedTest
    @EnumSource
    void findsWhatIsNotKept(BrokenRoundTrips broken) {
        Broken.stores = broken::store;
        Kit.assertFails(Broken.class, broken.foundBy);
    }

    @ParameterizedTest
    @EnumSource
    void findsWhatIsNotReplaced(BrokenReplaces broken) {
        Broken.stores = broken::store;
        Kit.assertFails(Broken.class, broken.foundBy);
    }

    @ParameterizedTest
    @EnumSource
    void findsWhatIsNotReadListedOrDropped(BrokenReads broken) {
        Broken.stores = broken::store;
        Kit.assertFails(Broken.class, broken.foundBy);
    }

    @Test
    void everyTestOfTheContractFindsAFaultAndPassesWithoutOne() {
        Stream<String> found = Stream.of(
                        Stream.of(BrokenRoundTrips.values()).map(broken -> broken.foundBy),
                        Stream.of(BrokenReplaces.values()).map(broken -> broken.foundBy),
                        Stream.of(BrokenReads.values()).map(broken -> broken.foundBy))
                .flatMap(names -> names);
        assertThat(found.distinct()).containsExactlyInAnyOrderElementsOf(Kit.names(Broken.class));
        Broken.stores = MappingCostStore::new;
        Kit.names(Broken.class).forEach(test -> Kit.assertPasses(Broken.class, test));
    }

    /** Run by these tests only. */
    static class Broken extends CostStoreContract {
        private static Supplier<CostStore> stores;

        @Override
        protected CostStore emptyStore() {
            return stores.get();
        }

        @Override
        protected CostStore reopened() {
            return store instanceof BrokenReplaces.RevisingCostStore revising ? revising.reopened() : store;
        }
    }
}
