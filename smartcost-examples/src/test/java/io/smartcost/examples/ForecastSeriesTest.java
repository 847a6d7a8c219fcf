package io.smartcost.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastSeriesTest {
    @Test
    void a_line_of_values_gives_a_line_of_forecasts_then_lower_then_upper_bounds() {
        Output output = run(weeks("a", 20) + "\n" + weeks("b", 10), "--horizon", "7", "--season", "7", "--csv");

        List<String> lines = output.out.lines().toList();
        assertThat(output.exitCode).isZero();
        assertThat(output.errors).isEmpty();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("a,");
        double[] numbers = numbers(lines.get(1));
        assertThat(numbers).hasSize(21);
        for (int i = 0; i < 7; i++) {
            assertThat(numbers[i]).isBetween(i < 5 ? 95.0 : 45.0, i < 5 ? 105.0 : 55.0);
            assertThat(numbers[7 + i]).isLessThan(numbers[i]);
            assertThat(numbers[14 + i]).isGreaterThan(numbers[i]);
        }
    }

    @Test
    void empty_cells_at_the_end_are_ignored_and_those_inside_are_gaps() {
        String plain = run("x,1,2,3,4,5,6,7,8", "--horizon", "3").out;

        assertThat(run("x,1,2,3,4,5,6,7,8,,,", "--horizon", "3").out).isEqualTo(plain);
        assertThat(numbers(run("x,1,2,3,,5,6,7,8", "--horizon", "3").out.strip()))
                .hasSize(9);
        assertThat(run("x,1,2,3,,5,6,7,8", "--horizon", "3").out)
                .isNotEqualTo(run("x,1,2,3,5,6,7,8", "--horizon", "3").out);
    }

    @Test
    void a_header_is_skipped_and_quotes_are_understood() {
        Output output = run("\"id\",\"V1\",\"V2\",\"V3\"\n\"W1, all\",\"1\",\"2\",\"3\"\r\n\n", "--horizon=2");

        assertThat(output.exitCode).isZero();
        assertThat(output.out).startsWith("\"W1, all\",").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity", "1e999", "twelve"})
    void what_is_no_number_is_refused_and_the_other_lines_are_not(String cell) {
        Output output = run("a,1,2,3\nb,1," + cell + ",3\nc,1,2,3", "--horizon", "1");

        assertThat(output.exitCode).isEqualTo(1);
        assertThat(output.out).contains("a,").contains("c,").doesNotContain("b,");
        assertThat(output.errors)
                .contains("line 2: value 2 of 'b' is '" + cell + "'")
                .contains("leave the cell empty");
    }

    @Test
    void a_series_of_which_nothing_is_known_gets_empty_cells() {
        assertThat(run("a,,,\nb,5", "--horizon", "2").out.lines())
                .contains("a,,,,,,")
                .hasSize(2);
    }

    @Test
    void a_higher_level_makes_wider_bounds() {
        double[] narrow = numbers(
                run(weeks("a", 20), "--horizon", "1", "--level", "50").out.strip());
        double[] wide =
                numbers(run(weeks("a", 20), "--horizon", "1", "--level=99").out.strip());

        assertThat(wide[0]).isEqualTo(narrow[0]);
        assertThat(wide[2] - wide[1]).isGreaterThan(2 * (narrow[2] - narrow[1]));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --season 7               | Give --horizon N
            --horizon 0              | --horizon needs a number from 1 to 10,000, got '0'
            --horizon 1.5            | --horizon needs a number from 1 to 10,000, got '1.5'
            --horizon x              | got 'x'
            --horizon 1 --level 100  | --level needs a number from 1 to 99.9, got '100'
            --horizon                | --horizon needs a value after it
            --horizon 1 --weeks      | There is no option --weeks
            """)
    void what_is_wrong_with_the_command_line_is_said_on_standard_error(String args, String complaint) {
        Output output = run("a,1,2,3", args.split(" "));

        assertThat(output.exitCode).isEqualTo(2);
        assertThat(output.out).isEmpty();
        assertThat(output.errors).contains(complaint).contains("--help");
    }

    @Test
    void a_thousand_series_of_days_come_back_in_order() {
        String input =
                IntStream.range(0, 1_000).mapToObj(i -> weeks("s" + i, 6)).collect(Collectors.joining("\n"));

        List<String> lines =
                run(input, "--horizon", "14", "--season", "7").out.lines().toList();

        assertThat(lines).hasSize(1_000);
        for (int i = 0; i < 1_000; i++) {
            assertThat(lines.get(i)).startsWith("s" + i + ",");
        }
    }

    private static String weeks(String id, int weeks) {
        Random random = new Random(id.hashCode());
        return id + ","
                + IntStream.range(0, 7 * weeks)
                        .mapToObj(t -> String.valueOf((t % 7 < 5 ? 100 : 50) + random.nextGaussian()))
                        .collect(Collectors.joining(","));
    }

    private static double[] numbers(String line) {
        return Arrays.stream(line.split(","))
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static Output run(String input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try {
            int exitCode = ForecastSeries.run(
                    args,
                    new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                    out,
                    new PrintStream(errors, true));
            return new Output(exitCode, out.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Output(int exitCode, String out, String errors) {}
}
