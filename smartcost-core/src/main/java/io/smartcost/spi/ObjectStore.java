package io.smartcost.spi;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps immutable objects of bytes in tiers that cost less the longer a read takes. See the package's description for what holds
 * for all plug-ins. A key is a path of segments such as {@code acme/2026-08-01/costs.parquet}: 1 to 512 characters, no segment
 * empty, {@code .} or {@code ..}.
 */
public interface ObjectStore {
    /**
     * Stores an object if the key is free. When it returns true the object is durable and whole; otherwise no part of it can be
     * seen.
     *
     * @return false if there is an object with this key, which is left as it is
     */
    boolean putIfAbsent(String key, ByteBuffer content, Tier tier);

    /**
     * Reads part of an object.
     *
     * @param length as many bytes, fewer only where the object ends and none after its end
     * @throws ObjectArchivedException if the object's tier does not allow reading; {@link #rehydrate} first
     * @throws io.smartcost.model.SmartCostException if there is no such object
     */
    ByteBuffer get(String key, long offset, int length);

    /** What is known of an object without reading it. */
    Optional<ObjectInfo> head(String key);

    /** The objects whose keys begin with a prefix, by key in code point order, each that exists the whole time exactly once. */
    Page<ObjectInfo> list(String prefix, @Nullable String after, int atMost);

    /** Deletes an object if it is there. */
    void delete(String key);

    /** Moves an object to another tier. Out of {@link Tier#ARCHIVE} it is {@link #rehydrate} that leads. */
    void setTier(String key, Tier tier);

    /** Starts making an archived object readable again; {@link #head} tells when it is. Starting twice is starting once. */
    void rehydrate(String key);

    /** How quickly, and at what price, an object can be read. */
    enum Tier {
        HOT,
        COOL,
        COLD,
        /** Not readable before it is rehydrated, which may take hours. */
        ARCHIVE
    }
}
