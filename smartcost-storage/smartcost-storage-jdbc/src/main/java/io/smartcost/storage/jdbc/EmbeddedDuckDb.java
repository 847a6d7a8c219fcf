package io.smartcost.storage.jdbc;

import io.smartcost.spi.CostStore;
import io.smartcost.spi.EmbeddedStorage;
import io.smartcost.spi.StateStore;
import java.nio.file.Path;
import java.time.Clock;

/** Costs and state in one DuckDB file, {@code costs.duckdb}, in a folder. What a {@code SmartCost} that is told no store uses. */
public final class EmbeddedDuckDb implements EmbeddedStorage {
    private static final String FILE = "costs.duckdb";

    @Override
    public Opened open(Path folder, Clock clock) {
        Path file = folder.resolve(FILE);
        JdbcCostStore costs = JdbcCostStore.embedded(file);
        try {
            return new BothStores(costs, JdbcStateStore.embedded(file, clock));
        } catch (RuntimeException | Error e) {
            costs.close();
            throw e;
        }
    }

    @Override
    public String toString() {
        return "DuckDB";
    }

    private record BothStores(JdbcCostStore jdbcCosts, JdbcStateStore jdbcState) implements Opened {
        @Override
        public CostStore costs() {
            return jdbcCosts;
        }

        @Override
        public StateStore state() {
            return jdbcState;
        }

        @Override
        public void close() {
            try (jdbcCosts;
                    jdbcState) {
                // Both, whatever the first says.
            }
        }
    }
}
