package io.smartcost.storage.jdbc;

import io.smartcost.spi.AggregatingCostStore;
import io.smartcost.spi.CostStore;
import io.smartcost.testkit.AggregatingCostStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class DuckDbCostStoreTest extends AggregatingCostStoreContract {
    @TempDir
    Path folder;

    private JdbcCostStore open;

    @Override
    protected AggregatingCostStore emptyStore() {
        open = JdbcCostStore.embedded(folder.resolve("costs.db"));
        return open;
    }

    @Override
    protected CostStore reopened() {
        open.close();
        return emptyStore();
    }

    @AfterEach
    void close() {
        open.close();
    }
}
