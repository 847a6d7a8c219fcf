package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.spi.ObjectInfo;
import io.smartcost.spi.ObjectStore;
import io.smartcost.spi.ObjectStore.Tier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** What the parts of {@link ObjectStoreContract} share. */
abstract class ObjectStoreFixture {
    static final String KEY = "acme/2026-08-01/costs.parquet";

    ObjectStore store;

    /** A store without objects. Called once for each test. */
    protected abstract ObjectStore emptyStore();

    /**
     * Makes a rehydration that was started come to its end, which in the real world takes hours. Unless this is overridden it is
     * taken to end by itself at once.
     */
    protected void finishRehydration(ObjectStore ofStore, String key) {}

    @BeforeEach
    void openTheStore() {
        store = emptyStore();
    }

    void put(String key, byte[] content, Tier tier) {
        assertThat(store.putIfAbsent(key, ByteBuffer.wrap(content), tier))
                .as("'%s' was stored", key)
                .isTrue();
    }

    void put(String key) {
        put(key, bytes("content of " + key), Tier.HOT);
    }

    /** The whole of an object that is not larger than a MiB. */
    byte[] read(String key) {
        return bytes(store.get(key, 0, 1 << 20));
    }

    ObjectInfo head(String key) {
        return store.head(key).orElseThrow(() -> new AssertionError("There is no '" + key + "'"));
    }

    /** Reads a whole listing page by page. */
    List<ObjectInfo> listAll(String prefix, int pageSize) {
        return Pages.all(last -> store.list(prefix, last == null ? null : last.key(), pageSize), pageSize);
    }

    static List<String> keys(List<ObjectInfo> objects) {
        return objects.stream().map(ObjectInfo::key).toList();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
