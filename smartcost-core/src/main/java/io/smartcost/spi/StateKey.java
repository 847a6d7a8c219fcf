package io.smartcost.spi;

/**
 * Where a document is kept.
 *
 * @param key 1 to 512 characters, any of them, compared exactly
 */
public record StateKey(StateStore.Collection collection, String key) {
    private static final int LONGEST = 512;

    public StateKey {
        if (key.isEmpty() || key.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "A document's key has 1 to " + LONGEST + " characters, not " + key.length());
        }
    }
}
