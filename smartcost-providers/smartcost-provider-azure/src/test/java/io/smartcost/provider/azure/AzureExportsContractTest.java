package io.smartcost.provider.azure;

import com.azure.storage.blob.BlobContainerClient;
import io.smartcost.model.DayRange;
import io.smartcost.spi.CostProvider;
import io.smartcost.testkit.CostProviderContract;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class AzureExportsContractTest extends CostProviderContract {
    private static final LocalDate FIRST = LocalDate.of(2026, 7, 29);

    private final List<Export.Line> july = Export.lines(1, FIRST, 3, 5, 1);
    private final List<Export.Line> august = Export.lines(2, LocalDate.of(2026, 8, 1), 4, 5, 1);
    private BlobContainerClient container;

    @BeforeEach
    void deliver() {
        container = Azurite.newContainer();
        Export export = new Export(container, "costs/focus");
        export.deliver(YearMonth.of(2026, 7), "202608100405/a", july);
        export.deliver(YearMonth.of(2026, 8), "202608100405/b", august);
    }

    @AfterEach
    void delete() {
        if (container != null) {
            container.delete();
        }
    }

    @Override
    protected CostProvider provider() {
        return AzureExports.using(container, "costs/focus").withClock(FixedClock.at("2026-08-12T09:00:00Z"));
    }

    @Override
    protected DayRange days() {
        return new DayRange(FIRST, LocalDate.of(2026, 8, 5));
    }

    @Override
    protected Map<String, BigDecimal> billed() {
        List<Export.Line> all = new ArrayList<>(july);
        all.addAll(august);
        return Export.billed(all);
    }
}
