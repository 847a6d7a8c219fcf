package io.smartcost.examples;

import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusVersion;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.TimeFrame;
import io.smartcost.provider.focus.FocusWriter;
import io.smartcost.testkit.GeneratedCosts;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of FOCUS files as three clouds would have delivered them, one a month. Closing it deletes it. */
record InventedExports(Path folder, int files, long rows) implements Closeable {
    /** The folder's, and so the account's, in each run. */
    private static final String NAME = "three-clouds";

    private static final GeneratedCosts COMPANY = GeneratedCosts.seeded(2026);

    static InventedExports during(TimeFrame days, Clock clock) throws IOException {
        LocalDate today = LocalDate.now(clock);
        InventedExports empty = new InventedExports(
                Files.createDirectory(
                        Files.createTempDirectory("smartcost-quickstart-").resolve(NAME)),
                0,
                0);
        try {
            return empty.write(days.asOf(today), today);
        } catch (IOException | RuntimeException e) {
            empty.close();
            throw e;
        }
    }

    private InventedExports write(DayRange days, LocalDate today) throws IOException {
        int writtenFiles = 0;
        long writtenRows = 0;
        for (SourceAccount cloud : COMPANY.accounts()) {
            Path target = Files.createDirectory(folder.resolve(cloud.id()));
            for (Map.Entry<YearMonth, List<CostRecord>> month : months(cloud, days, today)) {
                FocusWriter.write(target.resolve(month.getKey() + ".csv.gz"), FocusVersion.V1_2, month.getValue());
                writtenFiles++;
                writtenRows += month.getValue().size();
            }
        }
        return new InventedExports(folder, writtenFiles, writtenRows);
    }

    private static Iterable<Map.Entry<YearMonth, List<CostRecord>>> months(
            SourceAccount cloud, DayRange days, LocalDate today) {
        Map<YearMonth, List<CostRecord>> months = new TreeMap<>();
        for (LocalDate day : (Iterable<LocalDate>) days.days()::iterator) {
            List<CostRecord> month = months.computeIfAbsent(YearMonth.from(day), m -> new ArrayList<>());
            COMPANY.day(cloud, day, today)
                    .map(CostPartition::records)
                    .ifPresent(records -> records.forEach(month::add));
        }
        return months.entrySet();
    }

    @Override
    public void close() throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.walk(folder)) {
            paths = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
        Files.delete(folder.getParent());
    }
}
