package io.smartcost.testkit;

import io.smartcost.model.DayRange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What there is to know about a small bill, for whoever provides it. */
abstract class BillContract extends CostProviderContract {
    static final List<String> BILL = List.of(
            "2026-02-26,100",
            "2026-02-27,1.10",
            "2026-02-27,0.12345678901234567890123456789",
            "2026-02-28,twelve",
            "2026-03-01,-7.25",
            "2026-03-01,-7.25",
            "2026-03-02,4",
            "2026-03-03,100");

    /** In the middle of the bill, so that a day too many would be seen. */
    @Override
    protected DayRange days() {
        return new DayRange(LocalDate.of(2026, 2, 27), LocalDate.of(2026, 3, 3));
    }

    @Override
    protected Map<String, BigDecimal> billed() {
        return Map.of("EUR", new BigDecimal("-9.27654321098765432109876543211"));
    }

    @Override
    protected int refusals() {
        return 1;
    }
}
