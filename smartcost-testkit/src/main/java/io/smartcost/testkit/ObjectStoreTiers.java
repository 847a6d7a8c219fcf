package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.spi.ObjectArchivedException;
import io.smartcost.spi.ObjectInfo.State;
import io.smartcost.spi.ObjectStore.Tier;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The part of {@link ObjectStoreContract} about tiers. */
abstract class ObjectStoreTiers extends ObjectStoreFixture {
    @ParameterizedTest
    @EnumSource
    void anObjectIsStoredInTheTierThatWasAskedFor(Tier tier) {
        put(KEY, bytes("content"), tier);
        assertThat(head(KEY).tier()).isEqualTo(tier);
        assertThat(head(KEY).state()).isEqualTo(tier == Tier.ARCHIVE ? State.ARCHIVED : State.READABLE);
        assertThat(store.list("", null, 10).items()).containsExactly(head(KEY));
    }

    @Test
    void movingBetweenReadableTiersKeepsTheObjectReadable() {
        put(KEY, bytes("content"), Tier.HOT);
        for (Tier tier : List.of(Tier.COOL, Tier.COLD, Tier.COLD, Tier.HOT, Tier.COLD)) {
            store.setTier(KEY, tier);
            assertThat(head(KEY).tier()).isEqualTo(tier);
            assertThat(head(KEY).state()).isEqualTo(State.READABLE);
            assertThat(read(KEY)).isEqualTo(bytes("content"));
        }
    }

    @Test
    void anArchivedObjectCannotBeRead() {
        put(KEY, bytes("content"), Tier.HOT);
        store.setTier(KEY, Tier.ARCHIVE);
        assertThat(head(KEY).tier()).isEqualTo(Tier.ARCHIVE);
        assertThat(head(KEY).state()).isEqualTo(State.ARCHIVED);
        assertThat(head(KEY).size()).isEqualTo(7);
        assertThatThrownBy(() -> store.get(KEY, 0, 1)).isInstanceOf(ObjectArchivedException.class);
        assertThat(store.list("", null, 10).items()).containsExactly(head(KEY));
        store.setTier(KEY, Tier.ARCHIVE);
        assertThat(head(KEY).state()).as("archived once more").isEqualTo(State.ARCHIVED);
    }

    @Test
    void anArchivedObjectHoldsItsKeyAndCanBeDeleted() {
        put(KEY, bytes("old"), Tier.ARCHIVE);
        assertThat(store.putIfAbsent(KEY, ByteBuffer.wrap(bytes("newer")), Tier.HOT))
                .isFalse();
        assertThat(head(KEY).tier()).isEqualTo(Tier.ARCHIVE);
        assertThat(head(KEY).size()).isEqualTo(3);
        store.delete(KEY);
        assertThat(store.head(KEY)).isEmpty();
    }

    @Test
    void aRehydratedObjectCanBeRead() {
        put(KEY, bytes("content"), Tier.ARCHIVE);
        put("other", bytes("other"), Tier.ARCHIVE);
        store.rehydrate(KEY);
        store.rehydrate(KEY);
        assertThat(head(KEY).state()).isNotEqualTo(State.ARCHIVED);
        finishRehydration(store, KEY);
        assertThat(head(KEY).state()).isEqualTo(State.READABLE);
        assertThat(head(KEY).size()).isEqualTo(7);
        assertThat(read(KEY)).isEqualTo(bytes("content"));
        assertThat(head("other").state()).as("what was not rehydrated").isEqualTo(State.ARCHIVED);
    }

    @Test
    void headTellsTheTruthWhileAnObjectIsRehydrated() {
        put(KEY, bytes("content"), Tier.ARCHIVE);
        store.rehydrate(KEY);
        if (head(KEY).state() == State.REHYDRATING) {
            assertThatThrownBy(() -> store.get(KEY, 0, 1)).isInstanceOf(ObjectArchivedException.class);
        } else {
            assertThat(read(KEY)).isEqualTo(bytes("content"));
        }
    }

    @Test
    void rehydratingWhatIsReadableChangesNothing() {
        put(KEY, bytes("content"), Tier.COOL);
        store.rehydrate(KEY);
        assertThat(head(KEY).state()).isEqualTo(State.READABLE);
        assertThat(head(KEY).tier()).isEqualTo(Tier.COOL);
        assertThat(read(KEY)).isEqualTo(bytes("content"));
    }
}
