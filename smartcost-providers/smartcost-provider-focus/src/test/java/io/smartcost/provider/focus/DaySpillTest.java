package io.smartcost.provider.focus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.CostRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaySpillTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-08-01");

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 5_000, Integer.MAX_VALUE})
    void rows_come_back_by_day_whether_they_fit_in_memory_or_not(int mostInMemory) throws IOException {
        List<List<CostRecord>> expected = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (DaySpill spill = new DaySpill(RowFormat.FOCUS, mostInMemory, temporary)) {
            addAll(
                    spill,
                    expected,
                    file(
                            "BilledCost,ChargePeriodStart,BillingCurrency,ServiceName",
                            "%d,2026-08-0%d,USD,\"a \"\"b\"\",\r\n%d\""));
            addAll(
                    spill,
                    expected,
                    file(
                            "ChargePeriodStart,BillingCurrency,x_é,Tags",
                            "2026-08-0%2$d,EUR,🏙%1$d,\"{\"\"k\"\": %1$d}\""));
            for (int twice = 0; twice < 2; twice++) {
                for (int day = 0; day < 3; day++) {
                    assertThat(spill.records(FIRST.plusDays(day))).containsExactlyElementsOf(expected.get(day));
                }
            }
            assertThat(spill.records(FIRST.plusDays(3))).isEmpty();
            assertThat(mostInMemory == Integer.MAX_VALUE).isEqualTo(isEmpty(temporary));

            Iterator<CostRecord> unfinished = spill.records(FIRST).iterator();
            assertThat(unfinished.next()).isEqualTo(expected.get(0).get(0));
        }
        assertThat(isEmpty(temporary)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = 0)
    void nobody_else_can_read_what_was_put_aside(int mostInMemory) throws IOException {
        try (DaySpill spill = new DaySpill(RowFormat.FOCUS, mostInMemory, temporary)) {
            addAll(
                    spill,
                    List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()),
                    file("ChargePeriodStart,BillingCurrency", "2026-08-0%2$d,USD"));
            try (Stream<Path> paths = Files.walk(temporary).skip(1)) {
                assertThat(paths.toList())
                        .isNotEmpty()
                        .allSatisfy(
                                path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                                        .endsWith("------"));
            }
        }
    }

    private static String file(String header, String row) {
        StringBuilder csv = new StringBuilder(header);
        for (int i = 0; i < 300; i++) {
            csv.append('\n').append(row.formatted(i, 1 + i * 7 % 3, i));
        }
        return csv.toString();
    }

    private static void addAll(DaySpill spill, List<List<CostRecord>> expected, String csv) throws IOException {
        try (CostRows rows =
                new CostRows(new ByteArrayInputStream(csv.getBytes(UTF_8)), "costs.csv", RowFormat.FOCUS, null)) {
            while (rows.next()) {
                CostRecord record = rows.record();
                expected.get(record.day().getDayOfMonth() - 1).add(record);
                spill.add(record.day(), rows);
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.findAny().isEmpty();
        }
    }
}
