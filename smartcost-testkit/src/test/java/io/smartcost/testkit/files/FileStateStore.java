package io.smartcost.testkit.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smartcost.model.Texts;
import io.smartcost.spi.Page;
import io.smartcost.spi.StateDocument;
import io.smartcost.spi.StateKey;
import io.smartcost.spi.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps each document in a file of its own, for tests that kill the process: what a call has stored when it returns is there when
 * the next process starts. Several processes may share the folder.
 *
 * <pre>{@code
 * <folder>/<hash of tenant and collection>/<hash of key>.json
 * {"key": "checkout", "version": "…", "expiresAt": "2026-08-01T00:00:00Z", "json": "{\"limit\": 1}"}
 * }</pre>
 */
public final class FileStateStore implements StateStore {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;
    private final Clock clock;

    /** @param clock says when documents expire */
    public FileStateStore(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public Optional<StateDocument> get(StateKey key) {
        return read(key.collection(), folder(key.collection()).file(DurableFolder.name(key.key())));
    }

    @Override
    public Page<StateDocument> list(Collection collection, String after, int atMost) {
        DurableFolder documents = folder(collection);
        List<StateDocument> found = documents.alone(() -> documents.files().stream()
                .flatMap(file -> read(collection, file).stream())
                .filter(document ->
                        after == null || Texts.ORDER.compare(document.key().key(), after) > 0)
                .sorted(Comparator.comparing(document -> document.key().key(), Texts.ORDER))
                .toList());
        return new Page<>(found.subList(0, Math.min(atMost, found.size())), found.size() > atMost);
    }

    @Override
    public Optional<StateDocument> put(StateKey key, String json, String expected, Instant expiresAt) {
        return folder(key.collection()).alone(() -> {
            String stored = get(key).map(StateDocument::version).orElse(null);
            return Objects.equals(stored, expected) ? Optional.of(write(key, json, expiresAt)) : Optional.empty();
        });
    }

    @Override
    public boolean delete(StateKey key, String expected) {
        DurableFolder documents = folder(key.collection());
        return documents.alone(() -> {
            boolean there = get(key).filter(document -> document.version().equals(expected))
                    .isPresent();
            if (there) {
                documents.delete(documents.file(DurableFolder.name(key.key())));
            }
            return there;
        });
    }

    private DurableFolder folder(Collection collection) {
        return new DurableFolder(
                folder.resolve(DurableFolder.name(collection.tenant().id(), collection.name())));
    }

    private StateDocument write(StateKey key, String json, Instant expiresAt) throws IOException {
        StateDocument document = new StateDocument(key, json, UUID.randomUUID().toString());
        ObjectNode file = MAPPER.createObjectNode()
                .put("key", key.key())
                .put("version", document.version())
                .put("expiresAt", expiresAt == null ? null : expiresAt.toString())
                .put("json", json);
        folder(key.collection()).write(DurableFolder.name(key.key()), out -> out.write(MAPPER.writeValueAsBytes(file)));
        return document;
    }

    private Optional<StateDocument> read(Collection collection, Path path) {
        JsonNode file = DurableFolder.readIfThere(path, () -> MAPPER.readTree(Files.readAllBytes(path)));
        if (file == null || isPast(file.get("expiresAt").textValue())) {
            return Optional.empty();
        }
        return Optional.of(new StateDocument(
                collection.key(file.get("key").textValue()),
                file.get("json").textValue(),
                file.get("version").textValue()));
    }

    private boolean isPast(String expiresAt) {
        return expiresAt != null && !clock.instant().isBefore(Instant.parse(expiresAt));
    }
}
