package io.smartcost.provider.opencost;

import io.smartcost.model.DayRange;
import io.smartcost.spi.CostProvider;
import io.smartcost.testkit.CostProviderContract;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class OpenCostContractTest extends CostProviderContract {
    private static final LocalDate FIRST = LocalDate.of(2026, 2, 27);
    private static final StandIn STAND_IN = new StandIn();

    @BeforeAll
    static void answerDays() {
        for (int i = -1; i < 6; i++) {
            LocalDate day = FIRST.plusDays(i);
            STAND_IN.answer("", day, new GeneratedDay(1, day, true).json());
            STAND_IN.answer("/model", day, new GeneratedDay(2, day, true).json());
        }
        STAND_IN.answer(
                "/model",
                FIRST.plusDays(2),
                "{\"code\":200,\"data\":[{\"good\":{\"cpuCost\":1.5},\"bad\":{\"cpuCost\":\"much\"}}]}");
    }

    @AfterAll
    static void stop() {
        STAND_IN.close();
    }

    @Override
    protected CostProvider provider() {
        return OpenCost.of(
                        Cluster.at("prod", STAND_IN.uri("")),
                        Cluster.at("stage", STAND_IN.uri("/model")).currency("EUR"))
                .withClock(FixedClock.at("2026-03-03T12:00:00Z"));
    }

    @Override
    protected DayRange days() {
        return new DayRange(FIRST, FIRST.plusDays(5));
    }

    @Override
    protected Map<String, BigDecimal> billed() {
        return Map.of("USD", BigDecimal.ZERO, "EUR", BigDecimal.ZERO);
    }

    @Override
    protected int refusals() {
        return 1;
    }
}
