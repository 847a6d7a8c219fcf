package io.smartcost.provider.focus;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusVersion;
import io.smartcost.spi.CostProvider;
import io.smartcost.testkit.CostProviderContract;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FocusFilesContractTest extends CostProviderContract {
    private static final LocalDate FIRST = LocalDate.of(2026, 7, 25);
    private static final int DAYS = 20;

    @TempDir
    Path folder;

    private final Map<String, BigDecimal> billed = new TreeMap<>();

    @BeforeEach
    void writeFiles() throws IOException {
        HostileRecords hostile = new HostileRecords(11);
        for (String name : new String[] {"a.csv", "deeper/b.csv.gz"}) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            List<CostRecord> records = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                CostRecord record = CostRecord.startingAt(
                                FIRST.plusDays(i * 7 % DAYS).atTime(i % 24, 59).toInstant(ZoneOffset.UTC))
                        .currency(i % 3 == 0 ? "EUR" : "USD")
                        .cost(CostMetric.BILLED, hostile.decimal())
                        .extension("x_text", hostile.text())
                        .build();
                billed.merge(record.currency(), record.cost(CostMetric.BILLED), BigDecimal::add);
                records.add(record);
            }
            FocusWriter.write(file, FocusVersion.V1_2, records);
        }
        Files.writeString(
                folder.resolve("faults.csv"),
                "ChargePeriodStart,BillingCurrency\n2026-07-26,\nwhen,USD\n2020-01-01,\n");
    }

    @Override
    protected CostProvider provider() {
        return FocusFiles.in(folder)
                .named("exports")
                .withClock(Clock.fixed(FIRST.plusDays(5).atStartOfDay().toInstant(ZoneOffset.UTC), ZoneOffset.UTC));
    }

    @Override
    protected DayRange days() {
        return new DayRange(FIRST, FIRST.plusDays(DAYS));
    }

    @Override
    protected Map<String, BigDecimal> billed() {
        return billed;
    }

    @Override
    protected int refusals() {
        return 2;
    }
}
