package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.spi.CostProvider;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of cost providers finds each fault, and none in a correct provider. */
class CostProviderKitTest {
    @ParameterizedTest
    @EnumSource
    void findsAFault(BrokenCostProviders broken) {
        Broken.providers = broken::provider;
        Kit.assertFails(Broken.class, broken.foundBy);
    }

    @Test
    void everyTestOfTheContractFindsAFaultAndPassesWithoutOne() {
        assertThat(Stream.of(BrokenCostProviders.values())
                        .map(broken -> broken.foundBy)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Kit.names(Broken.class));
        Broken.providers = BrokenCostProviders.BillProvider::new;
        Kit.names(Broken.class).forEach(test -> Kit.assertPasses(Broken.class, test));
    }

    /** Run by these tests only. */
    static class Broken extends BillContract {
        private static Supplier<CostProvider> providers;

        @Override
        protected CostProvider provider() {
            return providers.get();
        }
    }
}
