package io.smartcost.testkit;

import io.smartcost.model.Tenant;
import io.smartcost.spi.StateDocument;
import io.smartcost.spi.StateKey;
import io.smartcost.spi.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** What the parts of {@link StateStoreContract} share. */
abstract class StateStoreFixture {
    static final Instant START = Instant.parse("2026-08-01T00:00:00Z");
    static final StateStore.Collection BUDGETS = new StateStore.Collection(new Tenant("acme"), "budgets");
    static final StateKey KEY = BUDGETS.key("checkout");

    final FixedClock clock = FixedClock.at(START);
    StateStore store;
    /** Another instance over the same data, where there is one. */
    StateStore other;

    /** A store without documents in which documents expire by this clock. Called once for each test. */
    protected abstract StateStore emptyStore(Clock clock);

    /**
     * Another instance that works on the same data as this one, as a second process of an application would. Unless this is
     * overridden the store itself stands in for it, which is right only for stores that cannot be shared.
     */
    protected StateStore secondInstance(StateStore first, Clock sameClock) {
        return first;
    }

    /** How much earlier or later than told a document may expire, for backends that keep expiry in coarser units. */
    protected Duration expiryTolerance() {
        return Duration.ZERO;
    }

    @BeforeEach
    void openTheStore() {
        store = emptyStore(clock);
        other = secondInstance(store, clock);
    }

    /** Stores a document where there must be none yet. */
    StateDocument create(StateKey key, String json) {
        return put(key, json, null, null);
    }

    StateDocument put(StateKey key, String json, @Nullable String expected, @Nullable Instant expiresAt) {
        return store.put(key, json, expected, expiresAt)
                .orElseThrow(() -> new AssertionError("put refused " + key + " although " + expected + " was there"));
    }

    /** Reads a whole collection page by page. */
    List<StateDocument> listAll(StateStore from, StateStore.Collection collection, int pageSize) {
        return Pages.all(
                last -> from.list(collection, last == null ? null : last.key().key(), pageSize), pageSize);
    }

    static List<String> keys(List<StateDocument> documents) {
        return documents.stream().map(document -> document.key().key()).toList();
    }
}
