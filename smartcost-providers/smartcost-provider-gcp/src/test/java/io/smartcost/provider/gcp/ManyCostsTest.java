package io.smartcost.provider.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.gax.paging.Page;
import com.google.cloud.bigquery.BigQuery.TableDataListOption;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.TableId;
import io.smartcost.model.DayRange;
import io.smartcost.testkit.FixedClock;
import io.smartcost.testkit.SyncFigures;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Months of projects with services, 24 charges a day each, from a server that has its pages ready. {@code -Dsmartcost.months=12} for
 * a year of 50 projects with 40 services, as the README has it.
 */
class ManyCostsTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 8, 1);
    private static final int MONTHS = Integer.getInteger("smartcost.months", 2);
    private static final boolean SMALL = Integer.getInteger("smartcost.months") == null;
    private static final int PROJECTS = SMALL ? 10 : 50;
    private static final int SERVICES = SMALL ? 8 : 40;
    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void a_sync_leaves_nothing_in_memory_and_pays_for_each_range_once() {
        DayRange days = new DayRange(FIRST, FIRST.plusMonths(MONTHS));
        FixedClock clock = FixedClock.at(days.end().plusDays(40) + "T12:00:00Z");
        try (FakeBigQuery cloud = new FakeBigQuery(ExportSchema.DETAILED, List.of())) {
            cloud.created = Instant.parse("2025-07-01T00:00:00Z");
            cloud.emptyBytes = 1_000;
            PreparedPages pages = new PreparedPages(PROJECTS, SERVICES);
            cloud.prepared = pages;
            GcpBillingExport provider =
                    GcpBillingExport.using(cloud.client, FakeBigQuery.TABLE).withClock(clock);

            SyncFigures figures = SyncFigures.measure(provider, days, clock, folder, () -> read(cloud, days));

            System.out.println(figures);
            assertThat(figures.records()).isEqualTo((long) days.length() * PROJECTS * SERVICES);
            assertThat(figures.paidCallsAgain())
                    .as("all is final; what has changed is asked for at most")
                    .isLessThanOrEqualTo(1);
            assertThat(figures.paidCalls() - figures.paidCallsAgain()).isEqualTo((days.length() + 30) / 31);
            assertThat(figures.heapGrowth()).isLessThan(50 * MIB);
            assertThat(cloud.asked).contains(Ask.PAGE);
        }
    }

    /** What a bare client does: asks for page after page. How many rows they have. */
    private static long read(FakeBigQuery cloud, DayRange days) {
        TableId result = TableId.of("payer", "_anonymous", days.start() + "_" + days.end());
        long rows = 0;
        String token = null;
        do {
            Page<FieldValueList> page = cloud.client.listTableData(
                    result, token == null ? TableDataListOption.pageSize(5_000) : TableDataListOption.pageToken(token));
            for (FieldValueList row : page.getValues()) {
                rows += row.size() / 30;
            }
            token = page.getNextPageToken();
        } while (token != null && !token.isEmpty());
        return rows;
    }
}
