package io.smartcost.provider.opencost;

import static io.smartcost.model.CostMetric.BILLED;
import static io.smartcost.model.CostMetric.EFFECTIVE;
import static io.smartcost.model.CostMetric.LIST;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.SmartCost;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.model.DayRange;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostTable;
import io.smartcost.query.Measure;
import io.smartcost.sync.SyncReport;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.time.LocalDate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the cluster's payloads say is what is sent, stored and answered, to the last digit. */
class ReconciliationTest {
    private static final StandIn STAND_IN = new StandIn();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final int DAYS = 4;

    static LongStream seeds() {
        return Seeds.of(120);
    }

    @AfterAll
    static void stop() {
        STAND_IN.close();
    }

    @BeforeEach
    void forget() {
        STAND_IN.forget();
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void raw_sent_stored_and_queried_are_the_same_number(long seed) {
        BigDecimal effective = BigDecimal.ZERO;
        BigDecimal list = BigDecimal.ZERO;
        BigDecimal coreHours = BigDecimal.ZERO;
        DayRange days = new DayRange(TODAY.minusDays(DAYS - 1L), TODAY.plusDays(1));
        for (LocalDate day : days.days().toList()) {
            GeneratedDay generated = new GeneratedDay(seed, day, seed % 3 == 0);
            STAND_IN.answer("", day, generated.json());
            effective = effective.add(generated.effective());
            list = list.add(generated.list());
            coreHours = coreHours.add(generated.coreHours());
        }
        OpenCost openCost = OpenCost.of(Cluster.at("prod", STAND_IN.uri("")))
                .httpClient(CLIENT)
                .withClock(FixedClock.at("2026-03-02T08:00:00Z"));

        Received received = Received.from(openCost, days);
        assertThat(received.sum(EFFECTIVE)).as("records").isEqualByComparingTo(effective);
        assertThat(received.sum(LIST)).as("records").isEqualByComparingTo(list);

        try (SmartCost smartCost = SmartCost.builder()
                .provider(openCost)
                .store(new InMemoryCostStore())
                .clock(FixedClock.at("2026-03-02T08:00:00Z"))
                .build()) {
            SyncReport sync = smartCost.sync().since(days).run();
            assertThat(sync.ok()).as(sync.summary()).isTrue();
            assertThat(sync.balanced()).isTrue();
            assertThat(sync.sent().sum("USD", EFFECTIVE)).as("sent").isEqualByComparingTo(effective);
            assertThat(sync.stored().sum("USD", EFFECTIVE)).as("stored").isEqualByComparingTo(effective);
            assertThat(sync.stored().sum("USD", LIST)).as("stored").isEqualByComparingTo(list);
            assertThat(sync.stored().sum("USD", BILLED)).as("stored").isEqualByComparingTo(BigDecimal.ZERO);

            CostTable queried = smartCost
                    .costs()
                    .during(days)
                    .groupBy(CostDimension.DAY, CostDimension.SUB_ACCOUNT, CostDimension.SERVICE)
                    .measure(Measure.EFFECTIVE)
                    .fetch();
            assertThat(queried.totals().get("USD")).as("queried").isEqualByComparingTo(effective);
            CostTable hours =
                    smartCost.costs().during(days).measure(Measure.QUANTITY).fetch();
            assertThat(hours.totals().get("Core-Hours")).as("core hours").isEqualByComparingTo(coreHours);
        }
    }
}
