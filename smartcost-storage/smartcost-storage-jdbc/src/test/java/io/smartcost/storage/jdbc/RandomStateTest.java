package io.smartcost.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.Tenant;
import io.smartcost.spi.Page;
import io.smartcost.spi.StateDocument;
import io.smartcost.spi.StateKey;
import io.smartcost.spi.StateStore;
import io.smartcost.testkit.FixedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Does the same random things to a database and to memory, and expects the same. {@code -Dsmartcost.seed=N} repeats a run. */
class RandomStateTest {
    private static final int STEPS = 400;
    private static final List<String> KEYS =
            List.of("a", "A", "a ", "\u00e4", "\u0000", "a\u0000", "\uffff", "\ud83d\ude00", "'", "%");

    private final long seed = Long.getLong("smartcost.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final FixedClock clock = FixedClock.at("2026-08-01T00:00:00Z");
    /** What each document was seen as, in the database and in memory: their versions differ. */
    private final List<Seen> seen = new ArrayList<>(List.of(new Seen("never there", "never there")));

    private record Seen(String database, String memory) {}

    @ParameterizedTest
    @EnumSource
    void a_database_does_what_memory_does(TestDatabase database) {
        JdbcStateStore tested = JdbcStateStore.on(database.fresh(), clock);
        tested.createIfMissing();
        StateStore memory = new InMemoryStateStore(clock);
        for (int step = 0; step < STEPS; step++) {
            StateKey key = randomCollection().key(random(KEYS));
            String what = "smartcost.seed=%d, step %d, %s".formatted(seed, step, key);
            Seen expected = random(seen);
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    String json = "{\"step\":" + step + "}";
                    boolean create = random.nextBoolean();
                    Instant expiry =
                            random.nextBoolean() ? null : clock.instant().plusSeconds(random.nextInt(5000));
                    note(
                            what,
                            tested.put(key, json, create ? null : expected.database, expiry),
                            memory.put(key, json, create ? null : expected.memory, expiry));
                }
                case 3 ->
                    assertThat(tested.delete(key, expected.database))
                            .as(what)
                            .isEqualTo(memory.delete(key, expected.memory));
                case 4, 5 -> note(what, tested.get(key), memory.get(key));
                case 6 -> {
                    String after = random.nextBoolean() ? null : random(KEYS);
                    int atMost = 1 + random.nextInt(KEYS.size());
                    Page<StateDocument> page = tested.list(key.collection(), after, atMost);
                    Page<StateDocument> wanted = memory.list(key.collection(), after, atMost);
                    assertThat(page.items().stream().map(RandomStateTest::content))
                            .as(what)
                            .isEqualTo(wanted.items().stream()
                                    .map(RandomStateTest::content)
                                    .toList());
                    assertThat(page.more()).as(what).isEqualTo(wanted.more());
                }
                default -> clock.advance(Duration.ofSeconds(random.nextInt(2000)));
            }
        }
    }

    private void note(String what, Optional<StateDocument> tested, Optional<StateDocument> wanted) {
        assertThat(tested.map(RandomStateTest::content)).as(what).isEqualTo(wanted.map(RandomStateTest::content));
        if (tested.isPresent()) {
            // The newest is likely to be asked for again.
            seen.add(0, new Seen(tested.get().version(), wanted.get().version()));
        }
    }

    private static String content(StateDocument document) {
        return document.key() + " " + document.json();
    }

    private StateStore.Collection randomCollection() {
        return new StateStore.Collection(new Tenant(random(List.of("acme", "ACME"))), random(List.of("a", "b")));
    }

    private <T> T random(List<T> list) {
        int size = list.size();
        return list.get(Math.min(random.nextInt(size), random.nextInt(size)));
    }
}
