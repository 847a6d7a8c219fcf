package io.smartcost.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectAnomaliesTest {
    private static final String HEADER = "timestamp,value,expected,lower,upper,score,anomaly";

    @ParameterizedTest
    @ValueSource(ints = {60, 3600, 86_400})
    void every_row_is_answered_and_the_great_spike_is_the_oddest(int seconds) {
        Run run = run(series(seconds, 400, 300), "--csv");

        List<String> lines = run.out().lines().toList();
        assertThat(run.exitCode()).isZero();
        assertThat(lines).hasSize(401);
        assertThat(lines.get(0)).isEqualTo(HEADER);
        assertThat(lines.get(301)).startsWith("2026-").endsWith(",1");
        double spike = score(lines.get(301));
        assertThat(lines.subList(1, 301)).allMatch(line -> score(line) < spike);
        assertThat(lines).allMatch(line -> line.split(",", -1).length == 7);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 3600, 86_400})
    void cutting_the_input_off_changes_no_earlier_row(int seconds) {
        String whole = series(seconds, 200, 150);
        List<String> input = whole.lines().toList();
        List<String> all = run(whole).out().lines().toList();
        for (int rows : new int[] {0, 1, 2, 3, 10, 60, 151}) {
            String cut = String.join("\n", input.subList(0, rows + 1));
            assertThat(run(cut).out().lines().toList()).isEqualTo(all.subList(0, rows + 1));
        }
    }

    @Test
    void a_smaller_step_that_shows_later_changes_no_earlier_row() {
        String rows = "t,v\n2026-01-01 00:00:00,5\n2026-01-01 02:00:00,6\n2026-01-01 03:00:00,5\n2026-01-01 04:00:00,\n"
                + "2026-01-01 05:00:00,7\n";
        List<String> all = run(rows).out().lines().toList();
        assertThat(all).hasSize(6);
        assertThat(all.get(4)).isEqualTo("2026-01-01 04:00:00,,,,,0.0,0");
        String cut = String.join("\n", rows.lines().toList().subList(0, 3));
        assertThat(run(cut).out().lines().toList()).isEqualTo(all.subList(0, 3));
    }

    @Test
    void rows_of_the_same_time_are_answered_one_by_one() {
        Run run = run("t,v\n2026-01-01,1\n2026-01-01,2\n2026-01-02,3\n2026-01-02,3\n2026-01-01,3\n2026-01-04,3\n");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).hasSize(7);
    }

    @Test
    void what_is_no_number_or_no_time_is_refused_with_its_row() {
        assertThat(run("t,v\n2026-01-01,1\n2026-01-02,NaN\n"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(1))
                .satisfies(run -> assertThat(run.errors()).contains("row 3", "NaN"));
        assertThat(run("t,v\n2026-01-01,1\nyesterday,2\n").errors()).contains("row 3", "yesterday");
        assertThat(run("t,v\n2026-01-02\n").errors()).contains("row 2", "timestamp,value");
    }

    @Test
    void times_are_read_in_the_forms_that_files_have() {
        Instant noon = Instant.parse("2026-08-01T12:00:00Z");
        for (String text : List.of(
                "2026-08-01T12:00:00Z",
                "2026-08-01T14:00:00+02:00",
                "2026-08-01 12:00:00",
                "2026-08-01 12:00",
                "8/1/2026 12:00",
                "2026/08/01 12:00:00",
                String.valueOf(noon.getEpochSecond()),
                String.valueOf(noon.toEpochMilli()))) {
            assertThat(Timestamps.parse(text)).as(text).isEqualTo(noon);
        }
        assertThat(Timestamps.parse("20260801")).isEqualTo(Instant.parse("2026-08-01T00:00:00Z"));
    }

    @Test
    void a_folder_is_judged_file_by_file(@TempDir Path folder) throws IOException {
        Path in = Files.createDirectory(folder.resolve("in"));
        Path out = folder.resolve("out");
        Files.writeString(in.resolve("a.csv"), series(3600, 100, 90));
        Files.writeString(in.resolve("b.csv"), "t,v\n2026-01-01,1\nnever,1\n");
        Files.writeString(in.resolve("c.csv"), "t,v\n");

        Run run = run("", "--batch", in.toString(), out.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors()).contains("b.csv row 3").doesNotContain("a.csv", "c.csv");
        assertThat(Files.readString(out.resolve("a.csv")))
                .isEqualTo(run(series(3600, 100, 90)).out());
        assertThat(Files.readString(out.resolve("c.csv"))).isEqualTo(HEADER + "\n");
    }

    @Test
    void a_wrong_command_line_is_explained() {
        assertThat(run("", "--season", "x").exitCode()).isEqualTo(2);
        assertThat(run("", "--season", "x").errors()).contains("--season needs a number");
        assertThat(run("", "--batch", "nowhere", "out").errors()).contains("nowhere");
        assertThat(run("", "--loud").errors()).contains("There is no option --loud");
        assertThat(run("", "--help").out()).isEqualTo(DetectOptions.USAGE);
    }

    private static double score(String line) {
        return Double.parseDouble(line.split(",", -1)[5]);
    }

    private static String series(int seconds, int rows, int spike) {
        Random random = new Random(rows);
        StringBuilder csv = new StringBuilder("timestamp,value,label\n");
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < rows; i++) {
            double value = 100 + 5 * random.nextGaussian() + (i == spike ? 400 : 0);
            csv.append(time).append(',').append(value).append(",0\n");
            time = time.plus(Duration.ofSeconds(seconds));
        }
        return csv.toString();
    }

    private static Run run(String input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try {
            int exitCode = DetectAnomalies.run(
                    args, new ByteArrayInputStream(input.getBytes(UTF_8)), out, new PrintStream(errors, true, UTF_8));
            return new Run(exitCode, out.toString(UTF_8), errors.toString(UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private record Run(int exitCode, String out, String errors) {}
}
