package io.smartcost.testkit;

import io.smartcost.spi.ObjectStore;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectStoreKitTest {
    @Test
    void aCorrectStorePasses() {
        OfParts.store = ObjectStoreOfParts::new;
        Kit.assertPasses(OfParts.class);
    }

    @ParameterizedTest
    @EnumSource
    void aFaultIsFound(BrokenObjectStores broken) {
        OfParts.store = broken.store;
        Kit.assertFails(OfParts.class, broken.foundBy);
    }

    /** Run by the kit only. */
    static class OfParts extends ObjectStoreContract {
        private static Supplier<ObjectStoreOfParts> store;

        @Override
        protected ObjectStore emptyStore() {
            return store.get();
        }

        @Override
        protected void finishRehydration(ObjectStore ofStore, String key) {
            ((ObjectStoreOfParts) ofStore).finishRehydration(key);
        }
    }
}
