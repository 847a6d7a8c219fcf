package io.smartcost.testkit;

import io.smartcost.model.Texts;
import io.smartcost.spi.Page;
import io.smartcost.spi.StateDocument;
import io.smartcost.spi.StateKey;
import io.smartcost.spi.StateStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** As little as a state store can be: one map, one lock, one counter for versions. */
final class SmallestStateStore implements StateStore {
    private final Map<StateKey, StateDocument> documents = new HashMap<>();
    private final Map<StateKey, Instant> expiries = new HashMap<>();
    private final Clock clock;
    private long versions;

    SmallestStateStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Optional<StateDocument> get(StateKey key) {
        boolean expired = !clock.instant().isBefore(expiries.getOrDefault(key, Instant.MAX));
        return expired ? Optional.empty() : Optional.ofNullable(documents.get(key));
    }

    @Override
    public synchronized Page<StateDocument> list(Collection collection, String after, int atMost) {
        List<StateDocument> found = documents.values().stream()
                .filter(d ->
                        d.key().collection().equals(collection) && get(d.key()).isPresent())
                .filter(d -> after == null || Texts.ORDER.compare(d.key().key(), after) > 0)
                .sorted(Comparator.comparing(d -> d.key().key(), Texts.ORDER))
                .toList();
        return new Page<>(found.subList(0, Math.min(atMost, found.size())), found.size() > atMost);
    }

    @Override
    public synchronized Optional<StateDocument> put(StateKey key, String json, String expected, Instant expiresAt) {
        if (!get(key).map(StateDocument::version).equals(Optional.ofNullable(expected))) {
            return Optional.empty();
        }
        documents.put(key, new StateDocument(key, json, Long.toString(++versions)));
        expiries.put(key, expiresAt == null ? Instant.MAX : expiresAt);
        return Optional.of(documents.get(key));
    }

    @Override
    public synchronized boolean delete(StateKey key, String expected) {
        return get(key).filter(d -> d.version().equals(expected))
                .map(d -> documents.remove(key, d))
                .orElse(false);
    }
}
