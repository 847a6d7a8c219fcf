package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.spi.RetryableException;
import io.smartcost.spi.StateDocument;
import io.smartcost.spi.StateKey;
import io.smartcost.spi.StateStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The part of {@link StateStoreContract} about many threads, and two instances, at once. */
abstract class StateStoreConcurrency extends StateStoreListing {
    private static final int THREADS = 8;
    private static final int ROUNDS = 25;
    private static final int MOST_TRIES = 100_000;

    @Test
    void noIncrementOfACounterIsLost() {
        create(KEY, "0");
        Set<String> versions = ConcurrentHashMap.newKeySet();
        Together.run(inThreads(THREADS, through -> {
            for (int i = 0; i < ROUNDS; i++) {
                assertThat(versions.add(persistently(StateStoreConcurrency::increment, through)))
                        .as("a version is never used twice")
                        .isTrue();
            }
            return true;
        }));
        assertThat(store.get(KEY).orElseThrow().json()).isEqualTo(Integer.toString(THREADS * ROUNDS));
    }

    @Test
    void ofManyWhoCreateADocumentOneSucceeds() {
        for (int round = 0; round < ROUNDS; round++) {
            StateKey key = BUDGETS.key("created-" + round);
            AtomicInteger names = new AtomicInteger();
            List<StateDocument> winners = present(Together.run(inThreads(
                    THREADS, through -> through.put(key, Integer.toString(names.incrementAndGet()), null, null))));
            assertThat(winners).as("who created " + key).hasSize(1);
            assertThat(store.get(key)).contains(winners.get(0));
        }
    }

    @Test
    void ofManyWhoReplaceAVersionOneSucceeds() {
        for (int round = 0; round < ROUNDS; round++) {
            StateDocument before = create(BUDGETS.key("replaced-" + round), "0");
            AtomicInteger names = new AtomicInteger();
            List<StateDocument> winners = present(Together.run(inThreads(
                    THREADS,
                    through -> through.put(
                            before.key(), Integer.toString(names.incrementAndGet()), before.version(), null))));
            assertThat(winners).as("who replaced " + before).hasSize(1);
            assertThat(store.get(before.key())).contains(winners.get(0));
        }
    }

    @Test
    void ofManyWhoDeleteADocumentOneSucceeds() {
        for (int round = 0; round < ROUNDS; round++) {
            StateDocument stored = create(KEY, "{}");
            List<Boolean> deleted =
                    Together.run(inThreads(THREADS, through -> through.delete(stored.key(), stored.version())));
            assertThat(deleted).as("who deleted it").containsOnlyOnce(true);
            assertThat(store.get(KEY)).isEmpty();
        }
    }

    @Test
    void ofADeletionAndAReplacementOneSucceeds() {
        for (int round = 0; round < ROUNDS; round++) {
            StateDocument before = create(BUDGETS.key("fought-over-" + round), "0");
            List<Callable<Optional<StateDocument>>> both = List.of(
                    () -> persistently(through -> through.put(before.key(), "1", before.version(), null), store),
                    () -> persistently(through -> through.delete(before.key(), before.version()), other)
                            ? Optional.of(before)
                            : Optional.empty());
            List<Optional<StateDocument>> outcome = Together.run(both);
            assertThat(present(outcome))
                    .as("the replacement and the deletion: " + outcome)
                    .hasSize(1);
            assertThat(store.get(before.key())).as("what is there afterwards").isEqualTo(outcome.get(0));
        }
    }

    @Test
    void aChangeThatHasReturnedIsSeenByEveryone() {
        StateDocument now = create(KEY, "0");
        for (int round = 1; round <= ROUNDS; round++) {
            StateDocument written = put(KEY, Integer.toString(round), now.version(), null);
            Together.run(inThreads(2, through -> {
                assertThat(through.get(KEY)).contains(written);
                assertThat(through.list(BUDGETS, null, 10).items()).containsExactly(written);
                return true;
            }));
            now = written;
        }
        assertThat(other.delete(KEY, now.version())).isTrue();
        assertThat(store.get(KEY)).isEmpty();
        assertThat(store.list(BUDGETS, null, 10).items()).isEmpty();
    }

    @Test
    void aReaderNeverSeesAMixOfTwoStates() {
        StateDocument first = create(KEY, text(0));
        Map<String, Integer> written = new ConcurrentHashMap<>(Map.of(first.version(), 0));
        AtomicBoolean done = new AtomicBoolean();
        List<Callable<List<StateDocument>>> tasks = new ArrayList<>();
        tasks.add(() -> {
            StateDocument now = first;
            for (int i = 1; i <= MOST_TRIES && !done.get(); i++) {
                now = put(KEY, text(i), now.version(), null);
                written.put(now.version(), i);
            }
            return List.of();
        });
        tasks.add(() -> {
            try {
                return readSeveralVersions();
            } finally {
                done.set(true);
            }
        });
        for (StateDocument read : Together.run(tasks).get(1)) {
            Integer number = written.get(read.version());
            assertThat(number != null && read.json().equals(text(number)))
                    .as("what was read as version " + read.version() + " was stored as such")
                    .isTrue();
        }
    }

    private List<StateDocument> readSeveralVersions() {
        List<StateDocument> read = new ArrayList<>();
        Set<String> versions = new HashSet<>();
        for (int i = 0; i < 5000 && (i < 100 || versions.size() < 10); i++) {
            StateDocument got = other.get(KEY).orElseThrow();
            versions.add(got.version());
            read.add(got);
            read.addAll(other.list(BUDGETS, null, 1).items());
        }
        return read;
    }

    /** Each differs from the one before, in length too. */
    private static String text(int i) {
        return "\"" + Integer.toString(i % 10).repeat(2000 + i % 7 * 1000) + "\"";
    }

    private static String increment(StateStore through) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            StateDocument now = through.get(KEY).orElseThrow();
            String next = Integer.toString(Integer.parseInt(now.json()) + 1);
            Optional<StateDocument> stored = through.put(KEY, next, now.version(), null);
            if (stored.isPresent()) {
                return stored.get().version();
            }
        }
        throw new AssertionError("Of several who change a document, one should succeed each time");
    }

    /** A task for so many threads, half of which work through the other instance. */
    private <T> List<Callable<T>> inThreads(int threads, Step<T> step) {
        List<Callable<T>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            StateStore through = i % 2 == 0 ? store : other;
            tasks.add(() -> persistently(step, through));
        }
        return tasks;
    }

    /** As the caller of a store does: a call that may succeed later is repeated. */
    private static <T> T persistently(Step<T> step, StateStore through) {
        for (int tries = 1; ; tries++) {
            try {
                return step.on(through);
            } catch (RetryableException e) {
                assertThat(tries).as("tries before %s", e).isLessThan(MOST_TRIES);
            }
        }
    }

    private static List<StateDocument> present(List<Optional<StateDocument>> results) {
        return results.stream().flatMap(Optional::stream).toList();
    }

    private interface Step<T> {
        T on(StateStore through);
    }
}
