package io.smartcost.testkit.files;

import io.smartcost.spi.StateStore;
import io.smartcost.testkit.StateStoreContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

class FileStateStoreTest extends StateStoreContract {
    @TempDir
    Path folder;

    @Override
    protected StateStore emptyStore(Clock clock) {
        return new FileStateStore(folder, clock);
    }

    @Override
    protected StateStore secondInstance(StateStore first, Clock sameClock) {
        return new FileStateStore(folder, sameClock);
    }
}
