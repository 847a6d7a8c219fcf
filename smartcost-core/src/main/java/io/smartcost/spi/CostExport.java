package io.smartcost.spi;

import io.smartcost.model.CostRecord;
import java.util.function.Consumer;

/** Writes cost records somewhere, such as into a file of some format. */
@FunctionalInterface
public interface CostExport {
    /**
     * Writes all the records.
     *
     * @throws io.smartcost.model.SmartCostException if they could not all be written
     */
    void write(Records records);

    /** Cost records that can be gone through as often as needed, without being held in memory. */
    @FunctionalInterface
    interface Records {
        /**
         * Hands every record to the reader, by day. What the reader throws ends it and is passed on. Where a sync stores something
         * between two calls, they can differ.
         */
        void forEach(Consumer<CostRecord> reader);
    }
}
