package io.smartcost;

import static io.smartcost.model.TimeFrame.lastDays;
import static io.smartcost.query.CostDimension.DAY;
import static io.smartcost.query.CostDimension.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostTable;
import io.smartcost.query.Measure;
import io.smartcost.query.Order;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.StateStore;
import io.smartcost.sync.SyncReport;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmartCostTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-08-20");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-08-20T10:00:00Z"), ZoneOffset.UTC);

    @Test
    void oneCostRecordWalksThrough() {
        try (SmartCost smartCost = smartCost()) {
            SyncReport sync = smartCost.sync().since(lastDays(10)).run();
            assertThat(sync.ok()).as("%s", sync).isTrue();
            assertThat(sync.balanced()).isTrue();
            CostTable spend = smartCost
                    .costs()
                    .during(lastDays(3))
                    .where(SERVICE.in("storage", "compute"))
                    .where(SERVICE.is("compute"))
                    .groupBy(DAY, SERVICE)
                    .measure(Measure.BILLED)
                    .top(2)
                    .fetch();
            assertThat(spend.rows())
                    .containsExactly(
                            new CostTable.Row(List.of("2026-08-20", "compute"), "EUR", new BigDecimal("20.5"), 0),
                            new CostTable.Row(List.of("2026-08-19", "compute"), "EUR", new BigDecimal("19.5"), 0));
            assertThat(spend.completeness()).isEqualTo(Completeness.ESTIMATED);
        }
    }

    @Test
    void recordsAndExportsAreOfTheSameQuestion() {
        try (SmartCost smartCost = smartCost()) {
            smartCost.sync().since(lastDays(10)).run();
            Costs storage = smartCost.costs().during(lastDays(2)).where(SERVICE.is("storage"));
            List<CostRecord> streamed = new ArrayList<>();
            storage.records(streamed::add);
            assertThat(streamed).extracting(CostRecord::day).containsExactly(TODAY.minusDays(1), TODAY);
            List<CostRecord> twice = new ArrayList<>();
            storage.export(records -> {
                records.forEach(twice::add);
                records.forEach(twice::add);
            });
            assertThat(twice).hasSize(4).containsAll(streamed);
        }
    }

    @Test
    void aQuestionIsAValueAndItsDaysAreLookedUpWhenItIsAsked() {
        try (SmartCost smartCost = smartCost()) {
            Costs all = smartCost.costs().during(lastDays(1));
            Costs two = all.orderBy(Order.SMALLEST_FIRST).limit(2);
            assertThat(all.query().limit()).isEqualTo(Integer.MAX_VALUE);
            assertThat(two.query().limit()).isEqualTo(2);
            assertThat(two.query().order()).isEqualTo(Order.SMALLEST_FIRST);
            assertThat(two.query().days()).isEqualTo(DayRange.of(TODAY));
            assertThat(two.query().tenant()).isEqualTo(Tenant.DEFAULT);
        }
    }

    @Test
    void aTenantSeesOnlyItself() {
        Tenant other = new Tenant("other");
        try (SmartCost smartCost = smartCost()) {
            SmartCost forOther = smartCost.forTenant(other);
            forOther.sync().since(lastDays(10)).run();
            assertThat(smartCost.costs().during(lastDays(10)).fetch().rows()).isEmpty();
            assertThat(forOther.costs().during(lastDays(10)).fetch().rows()).isNotEmpty();
            forOther.close();
            assertThat(smartCost.sync().since(lastDays(10)).run().ok())
                    .as("closing a view leaves the threads alone")
                    .isTrue();
        }
    }

    @Test
    void aBuilderThatIsContradictedNamesTheEarlierValue() {
        SmartCost.Builder builder = SmartCost.builder()
                .provider(new Shop("shop"))
                .tenant(new Tenant("first"))
                .store(new InMemoryCostStore())
                .state(new InMemoryStateStore())
                .clock(CLOCK)
                .executor(Runnable::run);
        assertThatThrownBy(() -> builder.provider(new Shop("shop")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'shop' is there already: the shop called shop");
        assertThatThrownBy(() -> builder.tenant(new Tenant("second")))
                .hasMessage("The tenant is set already, to first");
        assertThatThrownBy(() -> builder.store(new InMemoryCostStore()))
                .hasMessageContaining("The store is set already");
        assertThatThrownBy(() -> builder.state(new InMemoryStateStore())).hasMessageContaining("The state is set");
        assertThatThrownBy(() -> builder.clock(CLOCK)).hasMessageContaining("FixedClock[2026-08-20T10:00:00Z,Z]");
        assertThatThrownBy(() -> builder.executor(Runnable::run)).hasMessageContaining("The executor is set");
        builder.build().close();
    }

    @Test
    void whatIsPassedInIsUsed() {
        Tenant tenant = new Tenant("given");
        InMemoryCostStore store = new InMemoryCostStore();
        InMemoryStateStore state = new InMemoryStateStore(CLOCK);
        List<Runnable> ran = new ArrayList<>();
        SmartCost smartCost = SmartCost.builder()
                .provider(new Shop("shop"))
                .tenant(tenant)
                .store(store)
                .state(state)
                .clock(CLOCK)
                .executor(work -> {
                    ran.add(work);
                    work.run();
                })
                .build();
        smartCost.sync().since(lastDays(2)).run();
        smartCost.close();
        List<LocalDate> days = new ArrayList<>();
        smartCost.costs().during(lastDays(2)).records(record -> days.add(record.day()));
        assertThat(days).as("what was passed in is not closed").hasSize(4);
        assertThat(ran)
                .as("the listing, the account, and each day stored and checked")
                .hasSize(2 + 2 * 2);
        assertThat(state.list(new StateStore.Collection(tenant, "sync"), null, 10)
                        .items())
                .as("nothing is settled yet, and the lease was given back")
                .isEmpty();
    }

    @Test
    void afterItIsClosedASyncFailsAndSaysWhy() {
        SmartCost smartCost = smartCost();
        smartCost.close();
        SyncReport report = smartCost.sync().since(lastDays(2)).run();
        assertThat(report.ok()).isFalse();
        assertThat(report.unlisted())
                .hasEntrySatisfying("shop", reason -> assertThat(reason).contains("the executor took no more work"));
    }

    private static SmartCost smartCost() {
        return SmartCost.builder().provider(new Shop("shop")).clock(CLOCK).build();
    }

    /** Charges the day of the month and a half for computing, every day, and one for storage. */
    private record Shop(String name) implements CostProvider {
        @Override
        public List<SourceAccount> accounts() {
            return List.of(new SourceAccount(name, "1"));
        }

        @Override
        public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
            days.days()
                    .forEach(day -> receiver.partition(new CostPartition(
                            account,
                            day,
                            day.equals(TODAY) ? Completeness.ESTIMATED : Completeness.FINAL,
                            List.of(cost(day, "compute", day.getDayOfMonth() + ".5"), cost(day, "storage", "1")))));
        }

        private static CostRecord cost(LocalDate day, String service, String amount) {
            return CostRecord.startingAt(day.atStartOfDay().toInstant(ZoneOffset.UTC))
                    .currency("EUR")
                    .cost(CostMetric.BILLED, new BigDecimal(amount))
                    .text(FocusColumn.SERVICE_NAME, service)
                    .build();
        }

        @Override
        public String toString() {
            return "the shop called " + name;
        }
    }
}
