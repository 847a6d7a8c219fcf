package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.PartitionSelection;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts of cost stores share: a store, some names, and short ways to write and read. */
abstract class CostStoreFixture {
    static final Tenant ACME = new Tenant("acme");
    static final Tenant GLOBEX = new Tenant("globex");
    static final SourceAccount ACCOUNT = new SourceAccount("aws", "123456789012");
    static final SourceAccount OTHER_ACCOUNT = new SourceAccount("azure", "3f2504e0-4f89");
    /** A Friday; the day after the next begins a month in the middle of a week. */
    static final LocalDate FRIDAY = LocalDate.of(2026, 2, 27);

    static final PartitionSelection ALL =
            PartitionSelection.of(new DayRange(LocalDate.of(1900, 1, 1), LocalDate.of(2200, 1, 1)));

    CostStore store;

    @BeforeEach
    void openStore() {
        store = emptyStore();
    }

    /** A store that holds nothing, made or emptied for one test. Called before each test. */
    protected abstract CostStore emptyStore();

    /** What was stored, opened again as after a restart. By default the very same store, as for one in memory. */
    protected CostStore reopened() {
        return store;
    }

    /**
     * How many digits of a decimal the backend documents to keep, before and after the point together. A backend with less than
     * 30 is not fit for costs.
     */
    protected int mostDigits() {
        return 30;
    }

    static CostRecord.Builder record(LocalDate day) {
        return CostRecord.startingAt(day.atTime(7, 30).toInstant(ZoneOffset.UTC))
                .currency("USD");
    }

    static CostRecord cost(LocalDate day, String billed) {
        return record(day).cost(CostMetric.BILLED, new BigDecimal(billed)).build();
    }

    static CostRecord named(LocalDate day, String resource) {
        return record(day).text(FocusColumn.RESOURCE_ID, resource).build();
    }

    static CostPartition partition(LocalDate day, CostRecord... records) {
        return new CostPartition(ACCOUNT, day, Completeness.FINAL, List.of(records));
    }

    static CostPartition partition(SourceAccount account, LocalDate day, CostRecord... records) {
        return new CostPartition(account, day, Completeness.FINAL, List.of(records));
    }

    static PartitionSelection on(LocalDate day) {
        return PartitionSelection.of(DayRange.of(day));
    }

    /** Stores, reads back, and checks that nothing else is there. */
    void assertKept(CostPartition partition) {
        store.replace(ACME, partition);
        StoredDay stored = StoredDay.of(partition);
        List<StoredDay> found = read(ACME, ALL);
        found.forEach(stored::assertHasSameRecords);
        assertThat(found).extracting(StoredDay::info).containsExactly(stored.info());
        assertThat(list(ACME, ALL, 10)).containsExactly(stored.info());
    }

    List<StoredDay> read(Tenant tenant, PartitionSelection selection) {
        List<StoredDay> found = new ArrayList<>();
        store.read(tenant, selection, partition -> found.add(StoredDay.of(partition)));
        return found;
    }

    /** All pages of a listing, without the revisions. */
    List<PartitionInfo> list(Tenant tenant, PartitionSelection selection, int pageSize) {
        List<PartitionInfo> listed = Pages.all(after -> store.list(tenant, selection, after, pageSize), pageSize);
        return listed.stream().map(StoredDay::withoutRevision).toList();
    }
}
