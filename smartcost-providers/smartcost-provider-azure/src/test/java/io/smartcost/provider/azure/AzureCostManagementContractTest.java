package io.smartcost.provider.azure;

import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.spi.CostProvider;
import io.smartcost.testkit.CostProviderContract;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class AzureCostManagementContractTest extends CostProviderContract {
    private static final LocalDate FIRST = LocalDate.of(2026, 7, 28);
    private static final int DAYS = 8;

    private final Bill bill = new Bill(7).add(FIRST, DAYS, 3, 4, false);
    private FakeCostManagement cloud;

    @BeforeEach
    void start() {
        BillAnswers answers = new BillAnswers(bill);
        answers.pageSize = 11;
        cloud = FakeCostManagement.of(answers);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Override
    protected CostProvider provider() {
        return cloud.provider()
                .by(FocusColumn.SUB_ACCOUNT_ID, FocusColumn.SERVICE_NAME, FocusColumn.REGION_ID)
                .byTag("team")
                .withClock(FixedClock.at("2026-08-12T09:00:00Z"));
    }

    @Override
    protected DayRange days() {
        return new DayRange(FIRST, FIRST.plusDays(DAYS));
    }

    @Override
    protected Map<String, BigDecimal> billed() {
        return bill.sums(Bill.ACTUAL);
    }
}
