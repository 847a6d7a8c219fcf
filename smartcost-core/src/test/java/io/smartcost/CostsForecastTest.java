package io.smartcost;

import static io.smartcost.forecast.Horizon.days;
import static io.smartcost.forecast.Horizon.endOfMonth;
import static io.smartcost.forecast.Horizon.months;
import static io.smartcost.model.Percent.percent;
import static io.smartcost.model.TimeFrame.lastDays;
import static io.smartcost.query.CostDimension.MONTH;
import static io.smartcost.query.CostDimension.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.smartcost.forecast.CostForecast;
import io.smartcost.forecast.Forecast;
import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.SourceAccount;
import io.smartcost.query.Filter;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostReceiver;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostsForecastTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-08-20");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-08-20T10:00:00Z"), ZoneOffset.UTC);
    private static final Filter EUROS = SERVICE.in("compute", "storage", "support");

    @Test
    void costsAreForecastByDay() {
        try (SmartCost smartCost = synced()) {
            Forecast forecast = smartCost
                    .costs()
                    .during(lastDays(120))
                    .where(EUROS)
                    .top(3)
                    .forecast(days(30))
                    .atConfidence(percent(80));

            assertThat(forecast.size()).isEqualTo(30);
            assertThat(forecast.day(0)).isEqualTo(TODAY.plusDays(1));
            assertThat(forecast.nowcasts()).hasSize(1);
            for (int i = 0; i < 30; i++) {
                LocalDate day = forecast.day(i);
                double expected = 1 + compute(day) + (day.getDayOfMonth() == 1 ? 500 : 0);
                assertThat(forecast.points().get(i).expected()).isCloseTo(expected, within(3.0));
            }
            assertThat(forecast.accuracy().relativeError()).isLessThan(0.05);
        }
    }

    @Test
    void theForecastsOfGroupsAddUp() {
        try (SmartCost smartCost = synced()) {
            Costs costs = smartCost.costs().during(lastDays(120)).where(EUROS).groupBy(SERVICE);

            List<CostForecast> groups = costs.forecasts(endOfMonth());
            Forecast whole = costs.forecast(endOfMonth());

            assertThat(groups).extracting(group -> group.key().get(0)).containsOnly("compute", "storage", "support");
            assertThat(groups).extracting(CostForecast::unit).containsOnly("EUR");
            assertThat(whole.size()).isEqualTo(11);
            assertThat(whole.total().expected())
                    .isCloseTo(
                            groups.stream()
                                    .mapToDouble(
                                            group -> group.forecast().total().expected())
                                    .sum(),
                            within(1e-6));
            DayRange august = DayRange.month(YearMonth.of(2026, 8));
            double expected =
                    august.days().mapToDouble(CostsForecastTest::compute).sum() + 31 + 500;
            assertThat(whole.total(august).expected()).isCloseTo(expected, within(20.0));
            assertThat(whole.total(august).lower()).isGreaterThan(19 * 30);
        }
    }

    @Test
    void monthsAreForecastByMonth() {
        try (SmartCost smartCost = synced()) {
            Forecast forecast = smartCost
                    .costs()
                    .during(new DayRange(LocalDate.parse("2026-02-01"), LocalDate.parse("2026-08-01")))
                    .where(SERVICE.is("storage"))
                    .groupBy(MONTH)
                    .forecast(months(2));

            assertThat(forecast.size()).isEqualTo(2);
            assertThat(forecast.points().get(1).expected()).isCloseTo(30, within(1e-6));
        }
    }

    @Test
    void currenciesAreNotAddedAndNothingIsNotForecast() {
        try (SmartCost smartCost = synced()) {
            Costs all = smartCost.costs().during(lastDays(120));

            assertThatThrownBy(() -> all.forecast(days(30)))
                    .isInstanceOf(SmartCostException.class)
                    .hasMessageContaining("[EUR, USD]")
                    .hasMessageContaining("forecasts()");
            assertThat(all.forecasts(days(30))).hasSize(2);
            assertThatThrownBy(() -> all.where(SERVICE.is("nothing")).forecast(days(30)))
                    .isInstanceOf(SmartCostException.class)
                    .hasMessageContaining("There are no costs on the days");
        }
    }

    private static SmartCost synced() {
        SmartCost smartCost =
                SmartCost.builder().provider(new Cloud()).clock(CLOCK).build();
        smartCost.sync().since(lastDays(220)).run();
        return smartCost;
    }

    private static double compute(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0 ? 20 : 60;
    }

    /** Computing with weekends, a little storage, a fee on the first of the month; and something in another currency. */
    private static final class Cloud implements CostProvider {
        @Override
        public String name() {
            return "cloud";
        }

        @Override
        public List<SourceAccount> accounts() {
            return List.of(new SourceAccount("cloud", "1"));
        }

        @Override
        public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
            days.days().forEach(day -> {
                boolean today = day.equals(TODAY);
                List<CostRecord> records = List.of(
                        cost(day, "compute", today ? 0.7 * compute(day) : compute(day), "EUR"),
                        cost(day, "storage", 1, "EUR"),
                        cost(day, "support", day.getDayOfMonth() == 1 ? 500 : 0, "EUR"),
                        cost(day, "elsewhere", 5, "USD"));
                receiver.partition(
                        new CostPartition(account, day, today ? Completeness.PARTIAL : Completeness.FINAL, records));
            });
        }

        private static CostRecord cost(LocalDate day, String service, double amount, String currency) {
            return CostRecord.startingAt(day.atStartOfDay().toInstant(ZoneOffset.UTC))
                    .currency(currency)
                    .cost(CostMetric.BILLED, BigDecimal.valueOf(amount))
                    .text(FocusColumn.SERVICE_NAME, service)
                    .build();
        }
    }
}
