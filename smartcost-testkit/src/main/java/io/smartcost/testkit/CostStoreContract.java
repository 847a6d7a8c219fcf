package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.model.Texts;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.PartitionSelection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link io.smartcost.spi.CostStore} does. Extend it, give an empty store, and all of it is tested; a store that
 * answers queries itself extends {@link AggregatingCostStoreContract} instead. A backend that documents narrower bounds than the
 * contract expects overrides the protected methods.
 */
public abstract class CostStoreContract extends CostStoreConcurrency {

    /** How many partitions are stored to see that many can be. */
    protected int manyPartitions() {
        return 300;
    }

    @Test
    void anEmptyStoreHasNothing() {
        assertThat(read(ACME, ALL)).isEmpty();
        assertThat(list(ACME, ALL, 1)).isEmpty();
        store.drop(ACME, ALL);
        assertThat(list(ACME, ALL, 1)).isEmpty();
    }

    @Test
    void replacingTwiceIsReplacingOnce() {
        assertKept(partition(FRIDAY, cost(FRIDAY, "1"), cost(FRIDAY, "2")));
        assertKept(partition(FRIDAY, cost(FRIDAY, "1"), cost(FRIDAY, "2")));
    }

    @Test
    void replacingPutsTheNewInThePlaceOfTheOld() {
        assertKept(partition(FRIDAY, cost(FRIDAY, "1"), cost(FRIDAY, "2")));
        assertKept(partition(FRIDAY, cost(FRIDAY, "3")));
        assertKept(partition(FRIDAY, cost(FRIDAY, "2"), cost(FRIDAY, "3"), cost(FRIDAY, "4")));
        assertKept(partition(FRIDAY));
        assertKept(partition(FRIDAY, cost(FRIDAY, "5")));
    }

    /** Nothing charged is known; nothing stored is not. */
    @Test
    void aPartitionWithoutRecordsExists() {
        assertKept(partition(FRIDAY));
        assertThat(list(ACME, ALL, 10)).containsExactly(new PartitionInfo(ACCOUNT, FRIDAY, Completeness.FINAL, 0, ""));
        assertThat(read(ACME, on(FRIDAY.plusDays(1)))).isEmpty();
    }

    @Test
    void completenessAloneCanChange() {
        for (Completeness completeness : List.of(Completeness.PARTIAL, Completeness.ESTIMATED, Completeness.FINAL)) {
            assertKept(new CostPartition(ACCOUNT, FRIDAY, completeness, List.of(cost(FRIDAY, "1"))));
            assertKept(new CostPartition(ACCOUNT, FRIDAY, completeness, List.of()));
        }
    }

    @Test
    void replacingLeavesAllOthersAlone() {
        SourceAccount otherProvider = new SourceAccount("azure", ACCOUNT.id());
        SourceAccount otherId = new SourceAccount(ACCOUNT.provider(), "210987654321");
        List<CostPartition> others = List.of(
                partition(ACCOUNT, FRIDAY.minusDays(1), cost(FRIDAY.minusDays(1), "1")),
                partition(otherId, FRIDAY, cost(FRIDAY, "2")),
                partition(otherProvider, FRIDAY, cost(FRIDAY, "3")),
                partition(ACCOUNT, FRIDAY.plusDays(1), cost(FRIDAY.plusDays(1), "4")));
        others.forEach(partition -> store.replace(ACME, partition));
        store.replace(ACME, partition(FRIDAY, cost(FRIDAY, "5")));
        store.replace(ACME, partition(FRIDAY));
        assertThat(read(ACME, ALL))
                .hasSize(5)
                .containsAll(others.stream().map(StoredDay::of).toList());
    }

    @Test
    void eachReplaceGivesThePartitionARevisionThatItNeverHad() {
        List<CostPartition> versions = List.of(
                partition(FRIDAY, cost(FRIDAY, "1")),
                partition(FRIDAY, cost(FRIDAY, "2")),
                new CostPartition(ACCOUNT, FRIDAY, Completeness.PARTIAL, List.of(cost(FRIDAY, "2"))),
                partition(FRIDAY, cost(FRIDAY, "1")));
        List<String> revisions = new ArrayList<>();
        for (CostPartition version : versions) {
            store.replace(ACME, version);
            revisions.addAll(revisions());
        }
        store.drop(ACME, ALL);
        store.replace(ACME, versions.get(0));
        revisions.addAll(revisions());
        assertThat(revisions).hasSize(versions.size() + 1).doesNotHaveDuplicates();
    }

    @Test
    void aPartitionThatIsLeftAloneKeepsItsRevision() {
        storeDays(3);
        store.replace(ACME, partition(OTHER_ACCOUNT, FRIDAY, cost(FRIDAY, "1")));
        List<String> before = revisions();
        store.replace(ACME, partition(FRIDAY.plusDays(1), cost(FRIDAY.plusDays(1), "2")));
        store.replace(GLOBEX, partition(FRIDAY, cost(FRIDAY, "2")));
        store.drop(ACME, on(FRIDAY.plusDays(2)));
        List<String> after = revisions();
        assertThat(after).hasSize(3);
        assertThat(after.subList(0, 2)).isEqualTo(before.subList(0, 2));
        store = reopened();
        assertThat(revisions()).as("after a restart").isEqualTo(after);
    }

    private List<String> revisions() {
        return store.list(ACME, ALL, null, 10).items().stream()
                .map(PartitionInfo::revision)
                .toList();
    }

    @Test
    void recordsThatFailToArriveLeaveTheOldPartition() {
        RuntimeException failure = new IllegalStateException("the connection to the source broke");
        CostPartition broken = new CostPartition(
                ACCOUNT,
                FRIDAY,
                Completeness.FINAL,
                () -> Stream.of("1", "2", "3")
                        .map(amount -> {
                            if (amount.equals("3")) {
                                throw failure;
                            }
                            return cost(FRIDAY, amount);
                        })
                        .iterator());
        assertThatThrownBy(() -> store.replace(ACME, broken)).satisfies(thrown -> assertCausedBy(thrown, failure));
        assertThat(list(ACME, ALL, 10)).isEmpty();
        assertKept(partition(FRIDAY, cost(FRIDAY, "7")));
        assertThatThrownBy(() -> store.replace(ACME, broken)).satisfies(thrown -> assertCausedBy(thrown, failure));
        assertThat(read(ACME, ALL)).containsExactly(StoredDay.of(partition(FRIDAY, cost(FRIDAY, "7"))));
    }

    private static void assertCausedBy(Throwable thrown, Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null && causes.size() < 100; cause = cause.getCause()) {
            causes.add(cause);
        }
        assertThat(causes).as("what was thrown, and its causes").contains(failure);
    }

    @Test
    void recordsAreNotAskedForAfterTheReplace() {
        AtomicBoolean returned = new AtomicBoolean();
        List<CostRecord> records = new ArrayList<>(List.of(cost(FRIDAY, "1")));
        store.replace(ACME, new CostPartition(ACCOUNT, FRIDAY, Completeness.FINAL, () -> {
            assertThat(returned).as("the call to replace has returned").isFalse();
            return records.iterator();
        }));
        returned.set(true);
        records.clear();
        assertThat(read(ACME, ALL)).containsExactly(StoredDay.of(partition(FRIDAY, cost(FRIDAY, "1"))));
    }

    @Test
    void readingGoesByDayAndThenByAccount() {
        List<CostPartition> partitions = new ArrayList<>();
        for (String id : HostileTexts.SHORT) {
            partitions.add(partition(new SourceAccount("aws", id), FRIDAY.plusDays(1), named(FRIDAY.plusDays(1), id)));
            partitions.add(partition(new SourceAccount(id, "1"), FRIDAY, named(FRIDAY, id)));
        }
        List<StoredDay> ordered = partitions.stream()
                .map(StoredDay::of)
                .sorted(CostStoreContract::byDayAndAccount)
                .toList();
        Collections.reverse(partitions);
        partitions.forEach(partition -> store.replace(ACME, partition));
        assertThat(read(ACME, ALL)).containsExactlyElementsOf(ordered);
        assertThat(list(ACME, ALL, 7))
                .containsExactlyElementsOf(ordered.stream().map(StoredDay::info).toList());
    }

    private static int byDayAndAccount(StoredDay a, StoredDay b) {
        int byDay = a.day().compareTo(b.day());
        int byProvider = Texts.ORDER.compare(a.account().provider(), b.account().provider());
        return byDay != 0
                ? byDay
                : byProvider != 0
                        ? byProvider
                        : Texts.ORDER.compare(a.account().id(), b.account().id());
    }

    @Test
    void namesThatLookAlikeAreApart() {
        List<SourceAccount> accounts = new ArrayList<>(List.of(
                new SourceAccount("a", "b/c"),
                new SourceAccount("a/b", "c"),
                new SourceAccount("a", "b"),
                new SourceAccount("ab", "c"),
                new SourceAccount("a", "bc"),
                new SourceAccount("a", "B"),
                new SourceAccount("b", "a"),
                new SourceAccount("a", "x".repeat(255) + "1"),
                new SourceAccount("a", "x".repeat(255) + "2")));
        HostileTexts.SHORT.forEach(id -> accounts.add(new SourceAccount("a", id)));
        Collections.shuffle(accounts, new java.util.Random(7));
        for (SourceAccount account : accounts) {
            store.replace(ACME, partition(account, FRIDAY, named(FRIDAY, account.toString())));
        }
        for (SourceAccount account : accounts) {
            StoredDay expected = StoredDay.of(partition(account, FRIDAY, named(FRIDAY, account.toString())));
            assertThat(read(ACME, PartitionSelection.of(account, DayRange.of(FRIDAY))))
                    .containsExactly(expected);
        }
    }

    @Test
    void tenantsWithTheSameKeysSeeOnlyThemselves() {
        List<Tenant> tenants = Stream.concat(Stream.of("acme", "globex"), HostileTexts.SHORT.stream())
                .map(Tenant::new)
                .toList();
        for (Tenant tenant : tenants) {
            store.replace(tenant, partition(FRIDAY, named(FRIDAY, tenant.id())));
        }
        for (Tenant tenant : tenants) {
            StoredDay own = StoredDay.of(partition(FRIDAY, named(FRIDAY, tenant.id())));
            assertThat(read(tenant, ALL)).as("what tenant %s reads", tenant).containsExactly(own);
            assertThat(list(tenant, ALL, 10)).as("what tenant %s lists", tenant).containsExactly(own.info());
            store.drop(tenant, ALL);
            assertThat(list(tenant, ALL, 10))
                    .as("what tenant %s lists after a drop", tenant)
                    .isEmpty();
        }
    }

    @Test
    void aRangeOfDaysBeginsWithItsStartAndStopsBeforeItsEnd() {
        for (int i = 0; i < 5; i++) {
            store.replace(ACME, partition(FRIDAY.plusDays(i), cost(FRIDAY.plusDays(i), "1")));
            store.replace(ACME, partition(OTHER_ACCOUNT, FRIDAY.plusDays(i), cost(FRIDAY.plusDays(i), "2")));
        }
        DayRange middle = new DayRange(FRIDAY.plusDays(1), FRIDAY.plusDays(3));
        PartitionSelection both = PartitionSelection.of(middle);
        PartitionSelection one = PartitionSelection.of(OTHER_ACCOUNT, middle);
        assertThat(read(ACME, both))
                .extracting(StoredDay::day)
                .containsExactly(FRIDAY.plusDays(1), FRIDAY.plusDays(1), FRIDAY.plusDays(2), FRIDAY.plusDays(2));
        assertThat(read(ACME, one)).extracting(StoredDay::account).containsExactly(OTHER_ACCOUNT, OTHER_ACCOUNT);
        assertThat(list(ACME, both, 10)).hasSize(4);
        assertThat(list(ACME, one, 10))
                .extracting(PartitionInfo::day)
                .containsExactly(FRIDAY.plusDays(1), FRIDAY.plusDays(2));
        store.drop(ACME, one);
        assertThat(list(ACME, ALL, 10)).hasSize(8);
        store.drop(ACME, both);
        assertThat(list(ACME, ALL, 10))
                .extracting(PartitionInfo::day)
                .containsExactly(
                        FRIDAY, FRIDAY, FRIDAY.plusDays(3), FRIDAY.plusDays(3), FRIDAY.plusDays(4), FRIDAY.plusDays(4));
        assertKeptAgain(middle.start());
    }

    private void assertKeptAgain(LocalDate dropped) {
        store.replace(ACME, partition(dropped, cost(dropped, "3")));
        assertThat(read(ACME, on(dropped))).containsExactly(StoredDay.of(partition(dropped, cost(dropped, "3"))));
    }

    @Test
    void allDaysThereAreCanBeSelected() {
        store.replace(ACME, partition(FRIDAY, cost(FRIDAY, "1")));
        DayRange ever = new DayRange(LocalDate.of(0, 1, 1), LocalDate.of(9999, 12, 31));
        assertThat(read(ACME, PartitionSelection.of(ever))).hasSize(1);
        assertThat(list(ACME, PartitionSelection.of(ever), 10)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Sao_Paulo", "UTC"})
    @ResourceLock(Resources.TIME_ZONE)
    @ResourceLock(Resources.LOCALE)
    void daysAreUtcWhereverTheProgramRuns(String zone) {
        TimeZone usual = TimeZone.getDefault();
        Locale spoken = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            timesAreKeptToTheNanosecond();
            store.drop(ACME, ALL);
            aRangeOfDaysBeginsWithItsStartAndStopsBeforeItsEnd();
        } finally {
            TimeZone.setDefault(usual);
            Locale.setDefault(spoken);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 11, 12, 13, 1_000, Integer.MAX_VALUE})
    void pagesOfAnySizeListEachPartitionOnce(int pageSize) {
        storeDays(12);
        assertThat(list(ACME, ALL, pageSize))
                .extracting(PartitionInfo::day)
                .containsExactlyElementsOf(
                        FRIDAY.datesUntil(FRIDAY.plusDays(12)).toList());
    }

    @Test
    void whatIsThereAllTheTimeIsListedOnceWhateverIsWrittenBetweenPages() {
        storeDays(12);
        AtomicBoolean written = new AtomicBoolean();
        List<PartitionInfo> listed = Pages.all(
                after -> {
                    if (after != null && written.compareAndSet(false, true)) {
                        store.replace(ACME, partition(FRIDAY.minusDays(1)));
                        store.replace(ACME, partition(FRIDAY.minusDays(2)));
                        store.replace(ACME, partition(FRIDAY.plusDays(20)));
                    } else if (after != null) {
                        store.drop(ACME, on(after.day()));
                    }
                    return store.list(ACME, ALL, after, 3);
                },
                3);
        assertThat(listed)
                .extracting(PartitionInfo::day)
                .containsSubsequence(FRIDAY.datesUntil(FRIDAY.plusDays(12)).toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void aListingGoesOnAfterAPartitionThatHasChanged() {
        storeDays(3);
        PartitionInfo first = store.list(ACME, ALL, null, 1).items().get(0);
        store.replace(ACME, new CostPartition(ACCOUNT, FRIDAY, Completeness.PARTIAL, List.of()));
        assertThat(store.list(ACME, ALL, first, 2).items())
                .extracting(PartitionInfo::day)
                .containsExactly(FRIDAY.plusDays(1), FRIDAY.plusDays(2));
    }

    private void storeDays(int days) {
        FRIDAY.datesUntil(FRIDAY.plusDays(days)).forEach(day -> store.replace(ACME, partition(day, cost(day, "1"))));
    }

    @Test
    void whatTheReaderThrowsEndsTheReadingAndIsPassedOn() {
        storeDays(4);
        List<LocalDate> seen = new ArrayList<>();
        RuntimeException enough = new IllegalStateException("enough");
        assertThatThrownBy(() -> store.read(ACME, ALL, partition -> {
                    seen.add(partition.day());
                    if (seen.size() == 2) {
                        throw enough;
                    }
                }))
                .isSameAs(enough);
        assertThat(seen).containsExactly(FRIDAY, FRIDAY.plusDays(1));
        assertThat(read(ACME, ALL)).as("what is read after a reader gave up").hasSize(4);
    }

    @Test
    void thereCanBeManyPartitions() {
        int accounts = 10;
        List<PartitionInfo> expected = new ArrayList<>();
        for (int i = 0; i < manyPartitions(); i++) {
            LocalDate day = FRIDAY.plusDays(i / accounts);
            CostPartition partition =
                    partition(new SourceAccount("aws", "account-" + i % accounts), day, cost(day, "1"));
            store.replace(ACME, partition);
            expected.add(StoredDay.of(partition).info());
        }
        assertThat(list(ACME, ALL, 70)).containsExactlyElementsOf(expected);
        assertThat(read(ACME, ALL)).extracting(StoredDay::info).containsExactlyElementsOf(expected);
        store.drop(ACME, ALL);
        assertThat(list(ACME, ALL, 70)).isEmpty();
    }
}
