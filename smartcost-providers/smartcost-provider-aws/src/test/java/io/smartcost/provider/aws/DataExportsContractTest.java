package io.smartcost.provider.aws;

import io.smartcost.model.DayRange;
import io.smartcost.spi.CostProvider;
import io.smartcost.testkit.CostProviderContract;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;

/** Two exports, one of each format, in S3Mock. */
class DataExportsContractTest extends CostProviderContract {
    private static final LocalDate FIRST = LocalDate.of(2024, 4, 20);
    private static final int DAYS = 30;
    private static final Map<String, BigDecimal> BILLED = new TreeMap<>();

    private static Export cur;
    private static Export focus;

    @BeforeAll
    static void deliver() {
        S3Mock s3 = S3Mock.shared();
        s3.createBucket();
        cur = Export.in(s3.client, ObjectsInMemory.BUCKET, "contract-cur");
        focus = Export.in(s3.client, ObjectsInMemory.BUCKET, "contract-focus");
        DayRange delivered = new DayRange(LocalDate.of(2024, 4, 1), LocalDate.of(2024, 6, 1));
        ExportBill curBill = new ExportBill(5, true, delivered);
        ExportBill focusBill = new ExportBill(6, false, delivered);
        for (int month = 4; month <= 5; month++) {
            curBill.deliver(cur, YearMonth.of(2024, month));
            focusBill.deliver(focus, YearMonth.of(2024, month));
        }
        DayRange days = new DayRange(FIRST, FIRST.plusDays(DAYS));
        BILLED.clear();
        curBill.sums(ExportBill.BILLED, days).forEach((currency, sum) -> BILLED.merge(currency, sum, BigDecimal::add));
        focusBill
                .sums(ExportBill.BILLED, days)
                .forEach((currency, sum) -> BILLED.merge(currency, sum, BigDecimal::add));
    }

    @Override
    protected CostProvider provider() {
        return AwsDataExports.using(S3Mock.shared().client, Map.of("cur", cur.location(), "focus", focus.location()))
                .withClock(FixedClock.at("2024-05-25T09:00:00Z"));
    }

    @Override
    protected DayRange days() {
        return new DayRange(FIRST, FIRST.plusDays(DAYS));
    }

    @Override
    protected Map<String, BigDecimal> billed() {
        return BILLED;
    }
}
