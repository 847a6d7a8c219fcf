package io.smartcost.provider.gcp;

import io.smartcost.model.DayRange;
import io.smartcost.spi.CostProvider;
import io.smartcost.testkit.CostProviderContract;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class GcpBillingExportContractTest extends CostProviderContract {
    private static final LocalDate FIRST = LocalDate.of(2026, 7, 10);
    private static final int DAYS = 8;

    private final GeneratedExport export = new GeneratedExport(7).add(FIRST, DAYS, 3, 4, 2);
    private FakeBigQuery cloud;

    @BeforeEach
    void start() {
        export.rows.add(Usage.at("2026-07-12T05:00:00Z").of("p", "s", "k").cost(Double.NaN));
        cloud = new FakeBigQuery(ExportSchema.DETAILED, export.rows);
        export.rows.remove(export.rows.size() - 1);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Override
    protected CostProvider provider() {
        return GcpBillingExport.using(cloud.client, FakeBigQuery.TABLE)
                .withRowsPerPage(17)
                .withClock(FixedClock.at("2026-07-17T09:00:00Z"));
    }

    @Override
    protected DayRange days() {
        return new DayRange(FIRST, FIRST.plusDays(DAYS));
    }

    @Override
    protected Map<String, BigDecimal> billed() {
        return export.net(FIRST, FIRST.plusDays(DAYS));
    }

    @Override
    protected int refusals() {
        return 1;
    }
}
