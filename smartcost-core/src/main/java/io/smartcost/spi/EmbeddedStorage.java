package io.smartcost.spi;

import java.nio.file.Path;
import java.time.Clock;

/**
 * Storage that needs a folder and nothing else. A {@code SmartCost} that was told neither a store nor a state store looks for one of
 * these by {@link java.util.ServiceLoader}; it is the only thing that is found by being on the class path.
 */
public interface EmbeddedStorage {
    /**
     * Opens what is in a folder, which is made if it is missing. While it is open no other process can open it.
     *
     * @param clock says when documents expire
     * @throws io.smartcost.model.SmartCostException if it cannot be opened, with what to do
     */
    Opened open(Path folder, Clock clock);

    /** The stores of one folder, durable when a call returns. Thread-safe. */
    interface Opened extends AutoCloseable {
        CostStore costs();

        StateStore state();

        /** Ends the use of the folder; the stores are of no use afterwards. */
        @Override
        void close();
    }
}
