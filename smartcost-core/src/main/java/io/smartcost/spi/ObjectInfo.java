package io.smartcost.spi;

/**
 * What is known of an object without reading it.
 *
 * @param size in bytes
 * @param state whether it can be read now
 */
public record ObjectInfo(String key, long size, ObjectStore.Tier tier, State state) {
    /** Whether an object can be read. */
    public enum State {
        READABLE,
        ARCHIVED,
        REHYDRATING
    }
}
