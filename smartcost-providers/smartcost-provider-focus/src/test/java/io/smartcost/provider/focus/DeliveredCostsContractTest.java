package io.smartcost.provider.focus;

import io.smartcost.model.DayRange;
import io.smartcost.spi.CostProvider;
import io.smartcost.testkit.CostProviderContract;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;

class DeliveredCostsContractTest extends CostProviderContract {
    private final Shelf shelf = new Shelf();

    DeliveredCostsContractTest() {
        shelf.deliver("2026-06", "2026-07-10", Shelf.csv("2026-06-10 1000", "2026-07-01 0.001"));
        shelf.deliver("2026-07", "2026-08-10", Shelf.csv("2026-07-01 1", "2026-07-31 2"), Shelf.csv("2026-06-30 9"));
        shelf.deliver(
                "2026-08",
                "2026-08-10",
                Shelf.csv("2026-07-31 0.10", "2026-08-03 4", "2026-08-03 none", "2026-09-01 7") + "when,USD,1,\n");
    }

    @Override
    protected CostProvider provider() {
        return new ShelfProvider(DeliveredCosts.of(shelf).withClock(FixedClock.at("2026-08-10T12:00:00Z")));
    }

    @Override
    protected DayRange days() {
        return new DayRange(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 8, 10));
    }

    @Override
    protected Map<String, BigDecimal> billed() {
        return Map.of("USD", new BigDecimal("7.101"));
    }

    @Override
    protected int refusals() {
        return 2;
    }
}
