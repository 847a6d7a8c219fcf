package io.smartcost.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import io.smartcost.model.DayRange;
import io.smartcost.testkit.FixedClock;
import io.smartcost.testkit.SyncFigures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days of 2,000 charges from gzipped exports in Azurite; {@code -Dsmartcost.months=12} for a year, as the README has it. */
class ManyExportedCostsTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 8, 1);
    private static final int MONTHS = Integer.getInteger("smartcost.months", 0);
    private static final int CHARGES = 2000;
    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void a_sync_leaves_nothing_in_memory() {
        DayRange days = new DayRange(FIRST, MONTHS == 0 ? FIRST.plusDays(7) : FIRST.plusMonths(MONTHS));
        FixedClock clock = FixedClock.at(days.end() + "T12:00:00Z");
        BlobContainerClient container = Azurite.newContainer();
        try {
            deliver(new Export(container, "focus"), days);

            SyncFigures figures = SyncFigures.measure(
                    AzureExports.using(container, "focus").withClock(clock),
                    days,
                    clock,
                    folder,
                    () -> rows(container));

            System.out.println(figures);
            assertThat(figures.records()).isEqualTo((long) days.length() * CHARGES);
            assertThat(figures.paidCalls() + figures.paidCallsAgain()).isZero();
            assertThat(figures.heapGrowth()).isLessThan(50 * MIB);
        } finally {
            container.delete();
        }
    }

    private static void deliver(Export export, DayRange days) {
        export.linesAPart = 100_000;
        export.submitted = days.end() + "T06:00:00Z";
        for (YearMonth month = YearMonth.from(days.start());
                month.atDay(1).isBefore(days.end());
                month = month.plusMonths(1)) {
            List<Export.Line> lines = new ArrayList<>();
            for (LocalDate day = month.atDay(1);
                    day.isBefore(days.end()) && YearMonth.from(day).equals(month);
                    day = day.plusDays(1)) {
                for (int i = 0; i < CHARGES; i++) {
                    lines.add(new Export.Line(day, "EUR", BigDecimal.valueOf(i, 12), BigDecimal.valueOf(i, 13)));
                }
            }
            export.deliver(month, "run", lines);
        }
    }

    /** What a bare client does: downloads the files and counts their lines. */
    private static long rows(BlobContainerClient container) {
        long rows = 0;
        for (BlobItem blob : container.listBlobs()) {
            if (blob.getName().endsWith(".gz")) {
                byte[] content = container
                        .getBlobClient(blob.getName())
                        .downloadContent()
                        .toBytes();
                try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
                    rows += new String(in.readAllBytes(), StandardCharsets.UTF_8)
                                    .lines()
                                    .count()
                            - 1;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return rows;
    }
}
