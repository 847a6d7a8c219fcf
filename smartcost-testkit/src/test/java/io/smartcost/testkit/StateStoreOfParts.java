package io.smartcost.testkit;

import io.smartcost.model.Texts;
import io.smartcost.spi.Page;
import io.smartcost.spi.StateDocument;
import io.smartcost.spi.StateKey;
import io.smartcost.spi.StateStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A correct state store each of whose decisions is a method of its own, so that a subclass can take one wrongly. */
class StateStoreOfParts implements StateStore {
    record Stored(StateDocument document, Instant expiresAt) {}

    final Map<Object, Stored> documents = new ConcurrentHashMap<>();
    private final AtomicLong versions = new AtomicLong();
    private final Clock clock;

    StateStoreOfParts(Clock clock) {
        this.clock = clock;
    }

    /** What tells one document from another. */
    Object identity(StateKey key) {
        return key;
    }

    boolean isIn(Collection collection, StateKey key) {
        return key.collection().equals(collection);
    }

    Comparator<String> order() {
        return Texts.ORDER;
    }

    boolean isAfter(String key, String after) {
        return after == null || order().compare(key, after) > 0;
    }

    boolean isListed(Stored stored) {
        return isAlive(stored);
    }

    boolean isAlive(Stored stored) {
        return stored != null && (stored.expiresAt == null || clock.instant().isBefore(stored.expiresAt));
    }

    boolean mayReplace(Stored stored, String expected) {
        return isAlive(stored) ? stored.document.version().equals(expected) : expected == null;
    }

    boolean mayDelete(Stored stored, String expected) {
        return isAlive(stored) && stored.document.version().equals(expected);
    }

    String nextVersion(Stored replaced) {
        return Long.toString(versions.incrementAndGet());
    }

    String kept(String json) {
        return json;
    }

    Instant kept(Instant expiresAt, Stored replaced) {
        return expiresAt;
    }

    /** Between looking and changing. */
    void pause() {}

    @Override
    public Optional<StateDocument> get(StateKey key) {
        Stored stored = documents.get(identity(key));
        return isAlive(stored) ? Optional.of(stored.document) : Optional.empty();
    }

    @Override
    public Page<StateDocument> list(Collection collection, String after, int atMost) {
        List<StateDocument> found = documents.values().stream()
                .filter(this::isListed)
                .map(Stored::document)
                .filter(document -> isIn(collection, document.key())
                        && isAfter(document.key().key(), after))
                .sorted(Comparator.comparing(document -> document.key().key(), order()))
                .toList();
        return new Page<>(found.subList(0, Math.min(atMost, found.size())), found.size() > atMost);
    }

    @Override
    public Optional<StateDocument> put(StateKey key, String json, String expected, Instant expiresAt) {
        synchronized (documents) {
            return change(key, json, expected, expiresAt);
        }
    }

    @Override
    public boolean delete(StateKey key, String expected) {
        synchronized (documents) {
            return change(key, expected);
        }
    }

    Optional<StateDocument> change(StateKey key, String json, String expected, Instant expiresAt) {
        Stored stored = documents.get(identity(key));
        if (!mayReplace(stored, expected)) {
            return Optional.empty();
        }
        pause();
        StateDocument document = new StateDocument(key, kept(json), nextVersion(stored));
        documents.put(identity(key), new Stored(document, kept(expiresAt, stored)));
        return Optional.of(document);
    }

    boolean change(StateKey key, String expected) {
        boolean may = mayDelete(documents.get(identity(key)), expected);
        pause();
        return may && documents.remove(identity(key)) != null;
    }
}
