package io.smartcost.testkit.files;

import io.smartcost.spi.CostStore;
import io.smartcost.testkit.CostStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileCostStoreTest extends CostStoreContract {
    @TempDir
    Path folder;

    @Override
    protected CostStore emptyStore() {
        return new FileCostStore(folder);
    }

    @Override
    protected CostStore reopened() {
        return new FileCostStore(folder);
    }
}
