package io.smartcost.sync;

import static io.smartcost.model.Completeness.ESTIMATED;
import static io.smartcost.model.Completeness.FINAL;
import static io.smartcost.model.Completeness.PARTIAL;
import static io.smartcost.sync.World.day;
import static io.smartcost.sync.World.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.CostMetric;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.model.TimeFrame;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.PartitionSelection;
import io.smartcost.spi.Refusal;
import io.smartcost.sync.AccountSync.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which days are read, and what is in the books afterwards. Today is 2026-08-20. */
class SyncTest {
    private static final DayRange TO_TODAY = days("2026-07-01", "2026-08-21");
    private static final SyncPolicy POLICY = SyncPolicy.DEFAULT.restatedDays(3);

    private final World world = new World();
    private final Cloud cloud = new Cloud("aws", "1", "2");

    @Test
    void theFirstTimeEverythingIsReadTheNewestFirst() {
        cloud.bill("1", TO_TODAY, FINAL);
        SyncReport report = sync();
        assertThat(cloud.asked)
                .startsWith("1 2026-08-01/2026-08-21", "1 2026-07-01/2026-08-01")
                .hasSize(4);
        assertThat(world.storedDays(cloud.account("1")))
                .isEqualTo(TO_TODAY.days().toList());
        assertThat(report.ok()).isTrue();
        assertThat(report.balanced()).isTrue();
        assertThat(report.daysReplaced()).isEqualTo(51);
        assertThat(report.records()).isEqualTo(51);
        assertThat(report.sent()).isEqualTo(report.stored());
        // 1.1 to 1.9 and 1.10 to 1.31 in July, 1.1 to 1.9 and 1.10 to 1.20 in August: 13.5 + 26.51 + 13.5 + 12.65
        assertThat(report.sent().sum("EUR", CostMetric.BILLED)).isEqualByComparingTo("66.16");
    }

    @Test
    void laterOnlyTheDaysThatMayHaveChangedAreRead() {
        cloud.bill("1", TO_TODAY, FINAL)
                .bill("1", day("2026-07-10"), ESTIMATED, "1")
                .bill("1", day("2026-08-20"), PARTIAL, "1");
        sync();
        cloud.asked.clear();
        SyncReport report = sync();
        assertThat(cloud.asked)
                .filteredOn(asked -> asked.startsWith("1"))
                .containsExactly("1 2026-08-18/2026-08-21", "1 2026-07-10/2026-07-11");
        assertThat(report.ok()).isTrue();
        assertThat(report.daysReplaced()).isEqualTo(4);
    }

    @Test
    void aDayThatIsNotSentStaysUnknownAndIsAskedForAgain() {
        cloud.bill("1", days("2026-07-01", "2026-07-05"), FINAL).bill("1", days("2026-07-06", "2026-08-20"), FINAL);
        AccountSync first = account("1", sync());
        assertThat(first.outcome()).isEqualTo(Outcome.OK);
        assertThat(first.missing()).containsExactly(days("2026-07-05", "2026-07-06"), days("2026-08-20", "2026-08-21"));
        cloud.bill("1", day("2026-07-05"), FINAL, "5");
        cloud.asked.clear();
        assertThat(account("1", sync()).missing()).containsExactly(days("2026-08-20", "2026-08-21"));
        assertThat(cloud.asked).contains("1 2026-07-05/2026-07-06");
        assertThat(world.storedDays(cloud.account("1"))).contains(day("2026-07-05"));
    }

    @Test
    void aDayWithoutChargesIsKnownToHaveCostNothing() {
        cloud.bill("1", day("2026-08-01"), FINAL);
        SyncReport report = sync();
        assertThat(report.balanced()).isTrue();
        assertThat(report.daysReplaced()).isEqualTo(1);
        assertThat(world.storedDays(cloud.account("1"))).containsExactly(day("2026-08-01"));
    }

    @Test
    void aRestatedDayIsReplacedAsAWhole() {
        cloud.bill("1", day("2026-08-19"), ESTIMATED, "1", "2", "3");
        sync();
        cloud.bill("1", day("2026-08-19"), FINAL, "7.000000000000000000001");
        SyncReport report = sync();
        assertThat(report.stored().sum("EUR", CostMetric.BILLED)).isEqualByComparingTo("7.000000000000000000001");
        assertThat(world.books().values().iterator().next())
                .containsExactly(Map.entry(Cloud.record(day("2026-08-19"), "7.000000000000000000001"), 1));
        assertThat(world.completeness(cloud.account("1"), day("2026-08-19"))).isEqualTo(FINAL);
    }

    @Test
    void aFinalDayThatWasLastReadWhileItCouldBeRestatedIsReadOnceMore() {
        cloud.bill("1", TO_TODAY, FINAL);
        sync();
        world.clock.advance(Duration.ofDays(30));
        cloud.asked.clear();
        sync();
        assertThat(cloud.asked).contains("1 2026-08-19/2026-08-21");
        cloud.asked.clear();
        sync();
        assertThat(cloud.asked).as("by now it is settled").doesNotContain("1 2026-08-19/2026-08-21");
    }

    @Test
    void withDailySyncsADayIsReadOnTheDaysOfItsWindowAndNotMore() {
        cloud.bill("1", TO_TODAY, FINAL);
        int readings = 0;
        for (int i = 0; i < 8; i++) {
            cloud.asked.clear();
            readings += account(
                            "1",
                            world.sync(cloud)
                                    .policy(POLICY)
                                    .since(DayRange.of(day("2026-08-20")))
                                    .run())
                    .daysReplaced();
            world.clock.advance(Duration.ofDays(1));
        }
        assertThat(readings).isEqualTo(3);
    }

    @Test
    void aProviderCanHaveAWindowOfItsOwn() {
        cloud.bill("1", TO_TODAY, FINAL);
        SyncPolicy policy = POLICY.restatedDays("aws", 5);
        world.sync(cloud).policy(policy).since(TO_TODAY).run();
        cloud.asked.clear();
        world.sync(cloud).policy(policy).since(TO_TODAY).run();
        assertThat(cloud.asked).contains("1 2026-08-16/2026-08-21");
    }

    @Test
    void daysAfterTodayAreNotAskedFor() {
        world.sync(cloud).since(days("2026-08-20", "2027-01-01")).run();
        assertThat(cloud.asked).containsExactly("1 2026-08-20/2026-08-21", "2 2026-08-20/2026-08-21");
        cloud.asked.clear();
        SyncReport future =
                world.sync(cloud).since(days("2026-09-01", "2027-01-01")).run();
        assertThat(cloud.asked).isEmpty();
        assertThat(future.ok()).isTrue();
    }

    @Test
    void theDaysAreToldRelativeToTheInjectedClock() {
        world.sync(cloud).since(TimeFrame.lastDays(2)).run();
        assertThat(cloud.asked).first().isEqualTo("1 2026-08-19/2026-08-21");
    }

    @Test
    void withoutItsCheckpointAnAccountIsReadAgainAndNothingElseChanges() {
        cloud.bill("1", TO_TODAY, FINAL);
        sync();
        var books = world.books();
        world.state = new InMemoryStateStore(world.clock);
        assertThat(account("1", sync()).daysReplaced()).isEqualTo(51);
        assertThat(world.books()).isEqualTo(books);
    }

    @Test
    void whatTheStoreLostIsReadAgainWhateverTheCheckpointSays() {
        cloud.bill("1", TO_TODAY, FINAL);
        sync();
        world.costs.drop(Tenant.DEFAULT, PartitionSelection.of(days("2026-07-03", "2026-07-04")));
        sync();
        assertThat(world.storedDays(cloud.account("1")))
                .isEqualTo(TO_TODAY.days().toList());
    }

    @Test
    void tenantsDoNotShareAnything() {
        cloud.bill("1", TO_TODAY, FINAL);
        sync();
        world.tenant = new Tenant("other");
        assertThat(world.books()).isEmpty();
        assertThat(account("1", sync()).daysReplaced()).isEqualTo(51);
    }

    @Test
    void refusedRowsAreCountedOnceWhateverTheRanges() {
        cloud.bill("1", TO_TODAY, FINAL);
        cloud.before = (account, days, receiver) -> {
            if (account.id().equals("1")) {
                receiver.refused(new Refusal("costs.csv", 12, "BilledCost", "not a number"));
            }
        };
        SyncReport report = sync();
        assertThat(report.refused()).isEqualTo(1);
        assertThat(account("1", report).refusals())
                .containsExactly(new Refusal("costs.csv", 12, "BilledCost", "not a number"));
        assertThat(report.summary()).contains("1 rows refused", "the books balance", "aws/1: OK");
    }

    @Test
    void anAccountThatIsToldTwiceIsReadOnce() {
        Cloud twice = new Cloud("aws", "1");
        var provider = new CostProvider() {
            @Override
            public String name() {
                return "aws";
            }

            @Override
            public List<SourceAccount> accounts() {
                return List.of(twice.account("1"), twice.account("1"));
            }

            @Override
            public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
                twice.fetch(account, days, receiver);
            }
        };
        assertThat(world.sync(provider)
                        .since(DayRange.of(day("2026-08-01")))
                        .run()
                        .accounts())
                .hasSize(1);
        assertThat(twice.asked).hasSize(1);
    }

    private SyncReport sync() {
        return world.sync(cloud).policy(POLICY).since(TO_TODAY).run();
    }

    private AccountSync account(String id, SyncReport report) {
        return report.accounts().stream()
                .filter(account -> account.account().equals(cloud.account(id)))
                .findFirst()
                .orElseThrow();
    }
}
