package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.spi.AggregatingCostStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of stores that aggregate finds each fault, and none in a correct store. */
class AggregatingCostStoreKitTest {
    @ParameterizedTest
    @EnumSource
    void findsWrongRows(BrokenRows broken) {
        Broken.stores = () -> new ReferenceStore(broken.evaluator);
        Kit.assertFails(Broken.class, broken.foundBy);
    }

    @ParameterizedTest
    @EnumSource
    void findsWrongFilters(BrokenFilters broken) {
        Broken.stores = () -> new ReferenceStore(broken.evaluator);
        Kit.assertFails(Broken.class, broken.foundBy);
    }

    @ParameterizedTest
    @EnumSource
    void findsWrongPeriods(BrokenPeriods broken) {
        Broken.stores = () -> new ReferenceStore(broken.evaluator);
        Kit.assertFails(Broken.class, broken.foundBy);
    }

    @ParameterizedTest
    @EnumSource
    void findsAnAnswerFromAWrongState(BrokenAggregations broken) {
        Broken.stores = broken::store;
        Kit.assertFails(Broken.class, broken.foundBy);
    }

    /** What is asked of every cost store is proved by {@link CostStoreKitTest}. */
    @Test
    void everyTestOfTheContractFindsAFaultAndPassesWithoutOne() {
        List<String> ownTests = new ArrayList<>(Kit.names(Broken.class));
        ownTests.removeAll(Kit.names(CostStoreContract.class));
        Stream<String> found = Stream.of(
                        Stream.of(BrokenRows.values()).map(broken -> broken.foundBy),
                        Stream.of(BrokenFilters.values()).map(broken -> broken.foundBy),
                        Stream.of(BrokenPeriods.values()).map(broken -> broken.foundBy),
                        Stream.of(BrokenAggregations.values()).map(broken -> broken.foundBy))
                .flatMap(names -> names);
        assertThat(found.distinct()).containsExactlyInAnyOrderElementsOf(ownTests);
        Broken.stores = () -> new ReferenceStore(new ReferenceEvaluator());
        ownTests.forEach(test -> Kit.assertPasses(Broken.class, test));
    }

    /** Run by these tests only. */
    static class Broken extends AggregatingCostStoreContract {
        private static Supplier<AggregatingCostStore> stores;

        @Override
        protected AggregatingCostStore emptyStore() {
            return stores.get();
        }
    }
}
