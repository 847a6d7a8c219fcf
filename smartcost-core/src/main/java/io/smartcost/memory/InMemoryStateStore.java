package io.smartcost.memory;

import io.smartcost.model.Texts;
import io.smartcost.spi.Page;
import io.smartcost.spi.StateDocument;
import io.smartcost.spi.StateKey;
import io.smartcost.spi.StateStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Keeps documents in memory; they are gone when the program ends. Thread-safe. */
public final class InMemoryStateStore implements StateStore {
    private final Map<Collection, ConcurrentNavigableMap<String, Stored>> collections = new ConcurrentHashMap<>();
    private final AtomicLong versions = new AtomicLong();
    private final Clock clock;

    public InMemoryStateStore() {
        this(Clock.systemUTC());
    }

    /** @param clock says when documents expire */
    public InMemoryStateStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<StateDocument> get(StateKey key) {
        return Optional.ofNullable(alive(in(key.collection()).get(key.key()))).map(Stored::document);
    }

    @Override
    public Page<StateDocument> list(Collection collection, @Nullable String after, int atMost) {
        ConcurrentNavigableMap<String, Stored> documents = in(collection);
        List<StateDocument> page = new ArrayList<>();
        for (Stored stored : (after == null ? documents : documents.tailMap(after, false)).values()) {
            if (alive(stored) == null) {
                documents.remove(stored.document.key().key(), stored);
                continue;
            }
            if (page.size() == atMost) {
                return new Page<>(page, true);
            }
            page.add(stored.document);
        }
        return new Page<>(page, false);
    }

    @Override
    public Optional<StateDocument> put(
            StateKey key, String json, @Nullable String expected, @Nullable Instant expiresAt) {
        StateDocument document = new StateDocument(key, json, Long.toString(versions.incrementAndGet()));
        Stored now = in(key.collection()).compute(key.key(), (k, old) -> {
            return isExpected(alive(old), expected) ? new Stored(document, expiresAt) : old;
        });
        return now != null && now.document.equals(document) ? Optional.of(document) : Optional.empty();
    }

    @Override
    public boolean delete(StateKey key, String expected) {
        Map<String, Stored> documents = in(key.collection());
        Stored stored = alive(documents.get(key.key()));
        return stored != null && isExpected(stored, expected) && documents.remove(key.key(), stored);
    }

    private ConcurrentNavigableMap<String, Stored> in(Collection collection) {
        return collections.computeIfAbsent(collection, c -> new ConcurrentSkipListMap<>(Texts.ORDER));
    }

    private @Nullable Stored alive(@Nullable Stored stored) {
        boolean expired =
                stored != null && stored.expiresAt != null && !clock.instant().isBefore(stored.expiresAt);
        return expired ? null : stored;
    }

    private static boolean isExpected(@Nullable Stored stored, @Nullable String expected) {
        return stored == null ? expected == null : stored.document.version().equals(expected);
    }

    private record Stored(StateDocument document, @Nullable Instant expiresAt) {}
}
