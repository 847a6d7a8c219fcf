package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.Tenant;
import io.smartcost.spi.StateDocument;
import io.smartcost.spi.StateKey;
import io.smartcost.spi.StateStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every {@link StateStore} does. A subclass hands over an empty store; a backend that several processes share also hands
 * over a second instance.
 *
 * <pre>{@code
 * class MyStateStoreTest extends StateStoreContract {
 *     @Override
 *     protected StateStore emptyStore(Clock clock) {
 *         return new MyStateStore(emptyDatabase(), clock);
 *     }
 * }
 * }</pre>
 *
 * <p>The clock stands still until the contract sets it, from several threads at times. Not a test sleeps.
 */
public abstract class StateStoreContract extends StateStoreConcurrency {
    private static final int LARGEST = 256 * 1024;

    @Test
    void atFirstThereIsNothing() {
        assertThat(store.get(KEY)).isEmpty();
        assertThat(store.delete(KEY, "1")).isFalse();
        assertThat(store.put(KEY, "{}", "1", null))
                .as("replacing what is not there")
                .isEmpty();
        assertThat(store.get(KEY)).isEmpty();
    }

    @Test
    void whatIsPutIsGot() {
        StateDocument stored = create(KEY, "{\"limit\":\"25000\"}");
        assertThat(stored.key()).isEqualTo(KEY);
        assertThat(stored.json()).isEqualTo("{\"limit\":\"25000\"}");
        assertThat(store.get(KEY)).contains(stored);
    }

    @Test
    void aPutThatNamesTheStoredVersionReplacesIt() {
        StateDocument first = create(KEY, "1");
        StateDocument second = put(KEY, "2", first.version(), null);
        assertThat(second.version()).isNotEqualTo(first.version());
        assertThat(second.json()).isEqualTo("2");
        assertThat(store.get(KEY)).contains(second);
        assertThat(store.list(BUDGETS, null, 10).items()).containsExactly(second);
    }

    @Test
    void aPutThatExpectsNoDocumentDoesNotReplaceOne() {
        StateDocument stored = create(KEY, "1");
        assertThat(store.put(KEY, "2", null, null)).isEmpty();
        assertThat(store.put(KEY, "1", null, null)).isEmpty();
        assertThat(store.get(KEY)).contains(stored);
    }

    @Test
    void anotherVersionChangesNothing() {
        StateDocument old = create(KEY, "1");
        StateDocument now = put(KEY, "2", old.version(), null);
        List<String> others = List.of(
                old.version(),
                "",
                " ",
                "0",
                "-1",
                "null",
                "*",
                now.version() + " ",
                " " + now.version(),
                now.version() + "0");
        for (String version : others) {
            assertThat(store.put(KEY, "3", version, null))
                    .as("put expecting '%s'", version)
                    .isEmpty();
            assertThat(store.delete(KEY, version))
                    .as("delete expecting '%s'", version)
                    .isFalse();
            assertThat(store.get(KEY))
                    .as("after a change that expected '%s'", version)
                    .contains(now);
        }
    }

    @Test
    void aDeletedDocumentIsGone() {
        StateDocument stored = create(KEY, "1");
        assertThat(store.delete(KEY, stored.version())).isTrue();
        assertThat(store.get(KEY)).isEmpty();
        assertThat(store.list(BUDGETS, null, 10).items()).isEmpty();
        assertThat(store.delete(KEY, stored.version())).as("deleting once more").isFalse();
        assertThat(store.put(KEY, "2", stored.version(), null))
                .as("replacing it")
                .isEmpty();
        assertThat(create(KEY, "3")).isEqualTo(store.get(KEY).orElseThrow());
    }

    @Test
    void aVersionIsNeverUsedTwice() {
        Set<String> versions = new HashSet<>();
        for (int life = 0; life < 10; life++) {
            StateDocument now = create(KEY, "1");
            assertThat(versions.add(now.version()))
                    .as("version " + now.version() + " is new")
                    .isTrue();
            for (int change = 0; change < 3; change++) {
                now = put(KEY, "1", now.version(), null);
                assertThat(versions.add(now.version()))
                        .as("version " + now.version() + " is new")
                        .isTrue();
            }
            assertThat(store.delete(KEY, now.version())).isTrue();
        }
    }

    @Test
    void aVersionFromBeforeADeletionChangesNothing() {
        StateDocument old = create(KEY, "1");
        assertThat(store.delete(KEY, old.version())).isTrue();
        StateDocument anew = create(KEY, "1");
        assertThat(store.put(KEY, "2", old.version(), null)).isEmpty();
        assertThat(store.delete(KEY, old.version())).isFalse();
        assertThat(store.get(KEY)).contains(anew);
    }

    @Test
    void tenantsAndCollectionsAreSeparate() {
        List<StateKey> keys = new ArrayList<>();
        for (String tenant : List.of("acme", "Acme", "acme ", "ac", "acme-budgets", "%", "a_me", "*")) {
            for (String collection : List.of("budgets", "Budgets", "budget", "budgets-2", "2", "b-budgets")) {
                keys.add(new StateStore.Collection(new Tenant(tenant), collection).key("1"));
            }
        }
        requireSeparate(keys);
    }

    @Test
    void theBordersBetweenTenantCollectionAndKeyHold() {
        List<StateKey> keys = new ArrayList<>();
        for (String border :
                List.of("/", ":", "|", "#", "-", "_", ".", ",", " ", "\\", "\u0000", "\u001f", "::", "\n", "'")) {
            keys.add(new StateStore.Collection(new Tenant("a"), "b").key("c" + border + "d"));
            keys.add(new StateStore.Collection(new Tenant("a" + border + "b"), "c").key("d"));
        }
        keys.add(new StateStore.Collection(new Tenant("a"), "b-c").key("d"));
        keys.add(new StateStore.Collection(new Tenant("a"), "bc").key("d"));
        keys.add(new StateStore.Collection(new Tenant("a"), "b").key("cd"));
        keys.add(new StateStore.Collection(new Tenant("ab"), "c").key("d"));
        requireSeparate(keys);
    }

    @Test
    void keysAreComparedExactly() {
        requireSeparate(HostileState.KEYS.stream().map(BUDGETS::key).toList());
        List<String> sorted =
                HostileState.KEYS.stream().sorted(HostileState.CODE_POINTS).toList();
        StateStore.Collection alerts = new StateStore.Collection(BUDGETS.tenant(), "alerts");
        sorted.forEach(key -> create(alerts.key(key), "{}"));
        assertThat(keys(listAll(store, alerts, 10))).isEqualTo(sorted);
    }

    @Test
    void jsonIsKeptToTheLetter() {
        for (int i = 0; i < HostileState.DOCUMENTS.size(); i++) {
            String json = HostileState.DOCUMENTS.get(i);
            StateDocument stored = create(BUDGETS.key("json-" + i), json);
            assertThat(stored.json()).isEqualTo(json);
            assertThat(store.get(stored.key())).contains(stored);
        }
        List<StateDocument> listed = listAll(store, BUDGETS, 5);
        assertThat(listed.stream().map(StateDocument::json))
                .containsExactlyInAnyOrderElementsOf(HostileState.DOCUMENTS);
    }

    @Test
    void documentsOf256KibibytesAreKept() {
        for (String filling : List.of("x", "'", "\u00e9", "\u8a9e", "\ud83d\ude00")) {
            int times = (LARGEST - 2) / filling.getBytes(StandardCharsets.UTF_8).length;
            String json = "\"" + filling.repeat(times) + "\"";
            StateDocument stored = create(BUDGETS.key("large-" + filling), json);
            boolean same = stored.json().equals(json) && store.get(stored.key()).equals(Optional.of(stored));
            assertThat(same).as(times + " times " + filling + " is kept").isTrue();
        }
    }

    /** Stores a document under each key and checks that each is found under its own key only, and goes alone. */
    private void requireSeparate(List<StateKey> keys) {
        List<StateDocument> stored = new ArrayList<>();
        for (StateKey key : keys) {
            assertThat(store.get(key)).as("%s before it is stored", key).isEmpty();
            stored.add(create(key, "\"document " + stored.size() + "\""));
        }
        for (StateDocument document : stored) {
            assertThat(store.get(document.key())).as("%s", document.key()).contains(document);
            assertThat(listAll(store, document.key().collection(), 1000))
                    .as("the list of %s", document.key().collection())
                    .contains(document)
                    .allMatch(listed ->
                            listed.key().collection().equals(document.key().collection()));
        }
        for (int i = 0; i < stored.size(); i += 2) {
            StateDocument deleted = stored.get(i);
            assertThat(store.delete(deleted.key(), deleted.version()))
                    .as("deleting %s", deleted)
                    .isTrue();
        }
        for (int i = 0; i < stored.size(); i++) {
            assertThat(store.get(stored.get(i).key()).isPresent())
                    .as(
                            "%s is there after every other one was deleted",
                            stored.get(i).key())
                    .isEqualTo(i % 2 == 1);
        }
    }
}
