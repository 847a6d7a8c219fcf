package io.smartcost.spi;

/**
 * A stored document.
 *
 * @param version opaque; compared exactly
 */
public record StateDocument(StateKey key, String json, String version) {}
