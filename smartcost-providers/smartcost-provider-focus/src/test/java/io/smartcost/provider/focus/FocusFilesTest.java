package io.smartcost.provider.focus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.Refusal;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FocusFilesTest {
    private static final String HEADER = "ChargePeriodStart,BillingCurrency,BilledCost\n";
    private static final DayRange AUGUST = days("2026-08-01", "2026-09-01");

    @TempDir
    Path folder;

    @Test
    void each_day_is_sent_once_from_all_files() throws IOException {
        write("b/late.csv", HEADER + "2026-08-04T23:59:59Z,USD,4\n2026-08-01,USD,1\n");
        write(
                "a.CSV",
                "BilledCost,BillingCurrency,ChargePeriodStart,x_a\n2,EUR,2026-08-01T01:00:00+02:00,q\n3,EUR,2026-08-01T02:00:00+02:00,r\n");
        write("ignored.txt", "no costs");
        gzip("c.csv.gz", HEADER + "2026-08-02,USD,5\n");
        Received received = fetch(files(folder), AUGUST);

        assertThat(received.days)
                .containsOnlyKeys(day("2026-08-01"), day("2026-08-02"), day("2026-08-03"), day("2026-08-04"));
        assertThat(received.days.get(day("2026-08-01")))
                .extracting(r -> r.currency())
                .containsExactlyInAnyOrder("EUR", "USD");
        assertThat(received.days.get(day("2026-08-03"))).isEmpty();
        assertThat(received.billed()).isEqualByComparingTo("13");
        assertThat(fetch(files(folder), days("2026-07-01", "2026-08-01")).billed())
                .isEqualByComparingTo("2");
        assertThat(fetch(files(folder), days("2026-08-05", "2026-09-01")).days).isEmpty();
    }

    @Test
    void a_single_file_and_an_empty_folder_will_do() throws IOException {
        Path file = write("one.csv", HEADER + "2026-08-01,USD,1\n");
        write("two.csv", HEADER + "2026-08-01,USD,2\n");

        assertThat(fetch(files(file), AUGUST).billed()).isEqualByComparingTo("1");
        assertThat(fetch(files(Files.createDirectory(folder.resolve("empty"))), AUGUST).days)
                .isEmpty();
    }

    @Test
    void a_link_to_a_folder_is_that_folder() throws IOException {
        Files.createDirectory(folder.resolve("real"));
        write("real/a.csv", HEADER + "2026-08-01,USD,1\n");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));

        assertThat(fetch(files(link), AUGUST).billed()).isEqualByComparingTo("1");
    }

    @Test
    void a_row_at_the_end_of_time_disturbs_no_other() throws IOException {
        write("a.csv", HEADER + "2026-08-30,USD,1\n9999-12-31,USD,2\n");
        Received received = fetch(files(folder), AUGUST);

        assertThat(received.billed()).isEqualByComparingTo("1");
        assertThat(received.days).containsOnlyKeys(day("2026-08-30"), day("2026-08-31"));
    }

    @Test
    void the_account_is_the_folder() {
        assertThat(files(folder.resolve("exports")).accounts()).containsExactly(new SourceAccount("focus", "exports"));
        assertThat(files(folder).named("acme").accounts()).containsExactly(new SourceAccount("focus", "acme"));
        assertThatThrownBy(() -> files(folder).fetch(new SourceAccount("focus", "other"), AUGUST, new Received()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("focus/other");
        assertThatThrownBy(() -> fetch(files(folder.resolve("none")), AUGUST))
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining("none");
    }

    @ParameterizedTest
    @CsvSource({
        // The clock's day, how many days after the month a day is final, and what 2026-08-10 is then.
        "2026-08-10, 15, PARTIAL",
        "2026-08-11, 15, ESTIMATED",
        "2026-09-15, 15, ESTIMATED",
        "2026-09-16, 15, FINAL",
        "2026-09-01,  0, FINAL",
        "2026-08-31,  0, ESTIMATED",
        "2026-08-01, 15, PARTIAL",
    })
    void a_day_is_final_long_after_its_month(LocalDate today, int finalAfter, Completeness expected)
            throws IOException {
        write("a.csv", HEADER + "2026-08-10,USD,1\n");
        FocusFiles files = files(folder).withClock(clock(today)).finalAfter(finalAfter);

        assertThat(fetch(files, AUGUST).completeness).containsExactly(Map.entry(day("2026-08-10"), expected));
    }

    @Test
    void a_refused_row_makes_its_day_partial() throws IOException {
        write("a.csv", HEADER + "2026-08-01,USD,1\n2026-08-02,USD,one\n2026-08-03,USD,1\n2026-09-01,USD,two\n");
        Received received = fetch(files(folder), AUGUST);

        assertThat(received.refusals).extracting(Refusal::line).containsExactly(3L);
        assertThat(received.completeness)
                .containsEntry(day("2026-08-01"), Completeness.FINAL)
                .containsEntry(day("2026-08-02"), Completeness.PARTIAL)
                .containsEntry(day("2026-08-03"), Completeness.FINAL);
        assertThat(received.completeness.lastKey()).isEqualTo(day("2026-08-31"));
    }

    @Test
    void a_row_without_a_readable_day_makes_the_months_of_its_file_partial() throws IOException {
        write("july.csv", HEADER + "2026-07-05,USD,1\n");
        write("august.csv", HEADER + "2026-08-15,USD,1\nwhen,USD,1\n");
        Received received = fetch(files(folder), days("2026-07-01", "2026-09-01"));

        assertThat(received.completeness)
                .containsEntry(day("2026-07-31"), Completeness.FINAL)
                .containsEntry(day("2026-08-01"), Completeness.PARTIAL);
        assertThat(received.refusals).extracting(Refusal::source).containsExactly("august.csv");
    }

    @Test
    void a_file_that_breaks_off_makes_every_day_partial() throws IOException {
        write("july.csv", HEADER + "2026-07-05,USD,1\n");
        Path cut = gzip("august.csv.gz", HEADER + "2026-08-15,USD,1\n");
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 4));
        Received received = fetch(files(folder), days("2026-07-01", "2026-09-01"));

        assertThat(received.completeness.values()).containsOnly(Completeness.PARTIAL);
        assertThat(received.billed()).isEqualByComparingTo("2");
        assertThat(received.refusals).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"*.csv, 1", "**/*.csv, 7", "2026-*/part-?.csv, 6", "2026-08/**, 2"})
    void a_glob_chooses(String glob, BigDecimal billed) throws IOException {
        write("top.csv", HEADER + "2026-08-01,USD,1\n");
        write("2026-08/part-1.csv", HEADER + "2026-08-01,USD,2\n");
        write("2026-09/part-1.csv", HEADER + "2026-08-01,USD,4\n");

        assertThat(fetch(files(folder).matching(glob), AUGUST).billed()).isEqualByComparingTo(billed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // As AWS Data Exports writes it, as Azure does, and as people do.
                "{\"executionId\":\"e\",\"dataFiles\":[\"s3://bucket/costs/focus/data/BILLING_PERIOD=2026-08/focus-00001.csv\"]}",
                "{\"manifestVersion\":\"2024-04-01\",\"blobCount\":1,\"blobs\":[{\"blobName\":\"focus/data/BILLING_PERIOD=2026-08/focus-00001.csv\",\"byteCount\":9,\"dataRowCount\":1}]}",
                "{\"files\":[\"data/BILLING_PERIOD=2026-08/focus-00001.csv\", \"BILLING_PERIOD=2026-08/focus-00001.csv\"]}",
                "[\"data/BILLING_PERIOD=2026-08/focus-00001.csv\"]",
            })
    void a_manifest_chooses(String manifest) throws IOException {
        write("data/BILLING_PERIOD=2026-08/focus-00001.csv", HEADER + "2026-08-01,USD,2\n");
        write("data/BILLING_PERIOD=2026-08/focus-00002.csv", HEADER + "2026-08-01,USD,4\n");
        write("data/manifest.json", manifest);
        Received received = fetch(files(folder).listedIn(Path.of("data", "manifest.json")), AUGUST);

        assertThat(received.billed()).isEqualByComparingTo("2");
        assertThat(received.completeness.values()).containsOnly(Completeness.FINAL);
    }

    @Test
    void a_manifest_beside_its_files_chooses() throws IOException {
        write("run7/part_0_0001.csv", HEADER + "2026-08-01,USD,2\n");
        write(
                "run7/manifest.json",
                "{\"blobs\":[{\"blobName\":\"elsewhere/20260801-20260831/run7guid/part_0_0001.csv\"}]}");

        assertThat(fetch(files(folder).listedIn(Path.of("run7/manifest.json")), AUGUST)
                        .billed())
                .isEqualByComparingTo("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside.csv",
                "a/../../outside.csv",
                "/etc/passwd",
                "s3://bucket/../outside.csv",
                "s3://bucket//etc/passwd",
                "C:/costs.csv",
                "..\\\\outside.csv",
                "./a.csv",
                "",
                "a.csv\\u0000",
                "missing.csv",
                "link.csv",
                "linked/outside.csv",
                "costs.parquet",
                "file:///etc/passwd"
            })
    void what_a_manifest_may_not_list_is_refused_and_everything_partial(String path) throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        write("outside.csv", HEADER + "2026-08-01,USD,1000\n");
        write("inner/a.csv", HEADER + "2026-08-01,USD,2\n");
        write("inner/costs.parquet", "PAR1");
        Files.createSymbolicLink(inner.resolve("link.csv"), folder.resolve("outside.csv"));
        Files.createSymbolicLink(inner.resolve("linked"), folder);
        write("inner/m.json", "[\"a.csv\",\"" + path + "\"]");
        Received received = fetch(files(inner).listedIn(Path.of("m.json")), AUGUST);

        assertThat(received.billed()).isEqualByComparingTo("2");
        assertThat(received.completeness.values()).containsOnly(Completeness.PARTIAL);
        assertThat(received.refusals).extracting(Refusal::source).containsExactly("m.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"dataFiles\":\"x\"}", "not json", "7"})
    void a_manifest_that_lists_nothing_is_an_error(String manifest) throws IOException {
        write("m.json", manifest);

        assertThatThrownBy(() -> fetch(files(folder).listedIn(Path.of("m.json")), AUGUST))
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining("m.json");
    }

    @Test
    void what_the_receiver_throws_ends_the_fetch() throws IOException {
        write("a.csv", HEADER + "2026-08-01,USD,1\n2026-08-02,USD,1\n");
        CostReceiver cancelling = new CostReceiver() {
            @Override
            public void partition(CostPartition partition) {
                throw new IllegalStateException("cancelled at " + partition.day());
            }

            @Override
            public void refused(Refusal refusal) {}

            @Override
            public void paidCall() {}
        };
        FocusFiles files = files(folder);

        assertThatThrownBy(() -> files.fetch(files.accounts().get(0), AUGUST, cancelling))
                .hasMessage("cancelled at 2026-08-01");
    }

    /** Seen from a day on which all of August 2026 is final. */
    private static FocusFiles files(Path path) {
        return FocusFiles.in(path).withClock(clock(day("2027-01-01")));
    }

    private static Received fetch(FocusFiles files, DayRange days) {
        Received received = new Received();
        files.fetch(files.accounts().get(0), days, received);
        return received;
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path gzip(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(UTF_8));
        }
        return file;
    }

    private static Clock clock(LocalDate today) {
        return Clock.fixed(today.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.ofHours(9));
    }

    private static DayRange days(String from, String to) {
        return new DayRange(day(from), day(to));
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }
}
