package io.smartcost.sync;

/**
 * Is told how a sync gets on. Called by one thread at a time, which waits for it, so it should be quick. An exception that it
 * throws is logged and changes nothing.
 */
@FunctionalInterface
public interface SyncListener {
    void progressed(SyncProgress progress);
}
