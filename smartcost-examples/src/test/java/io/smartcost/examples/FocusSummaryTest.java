package io.smartcost.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FocusSummaryTest {
    private static final String HEADER = "ChargePeriodStart,BillingCurrency,BilledCost,ServiceName\n";

    @TempDir
    Path folder;

    static LongStream seeds() {
        Long only = Long.getLong("smartcost.seed");
        return only != null ? LongStream.of(only) : LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void every_sum_is_that_of_an_independent_adder_and_every_row_is_accounted_for(long seed) throws IOException {
        Random random = new Random(seed);
        new RandomFocusFiles(seed).writeTo(folder);
        List<String> dimensions = new ArrayList<>(List.of("SERVICE", "REGION", "PROVIDER", "DAY", "MONTH", "tag:env"));
        Collections.shuffle(dimensions, random);
        List<String> by = dimensions.subList(0, 1 + random.nextInt(4));
        String metric = List.of("BILLED", "EFFECTIVE", "LIST", "CONTRACTED").get(random.nextInt(4));
        boolean someDays = random.nextBoolean();
        LocalDate from = someDays ? LocalDate.parse("2026-07-01") : LocalDate.MIN;
        LocalDate to = someDays ? LocalDate.parse("2026-07-31") : LocalDate.MAX;
        List<String> args =
                new ArrayList<>(List.of(folder.toString(), "--by", String.join(",", by), "--metric", metric, "--json"));
        if (someDays) {
            args.addAll(List.of("--from", from.toString(), "--to", to.toString()));
        }
        String cost = metric.charAt(0) + metric.substring(1).toLowerCase(Locale.ROOT) + "Cost";
        ObviousSummary expected = new ObviousSummary(by, cost, from, to);
        expected.addFolder(folder);

        Output output = Output.of(args.toArray(String[]::new));

        JsonNode json = output.json();
        assertThat(output.exitCode()).isZero();
        assertThat(output.errors()).isEmpty();
        assertThat(json.get("rowsRead").asInt()).isEqualTo(expected.read);
        assertThat(json.get("rowsRefused").asInt()).isEqualTo(expected.refused.size());
        assertThat(places(json)).isEqualTo(expected.refused);
        assertThat(sums(json.get("totals"))).isEqualTo(texts(expected.totals));
        assertThat(sums(json.get("groups"))).isEqualTo(texts(expected.groups));
    }

    private static Set<String> places(JsonNode json) {
        Set<String> places = new HashSet<>();
        for (JsonNode refusal : json.get("refusals")) {
            assertThat(refusal.get("reason").textValue()).isNotBlank();
            assertThat(places.add(refusal.get("file").textValue() + ":"
                            + refusal.get("line").asLong()))
                    .isTrue();
        }
        return places;
    }

    /** Costs as they are written, by key and currency. */
    private static Map<List<String>, String> sums(JsonNode rows) {
        Map<List<String>, String> sums = new HashMap<>();
        for (JsonNode row : rows) {
            List<String> key = new ArrayList<>();
            row.path("key").forEach(part -> key.add(part.textValue()));
            key.add(row.get("currency").textValue());
            assertThat(sums).doesNotContainKey(key);
            sums.put(key, row.get("cost").textValue());
        }
        return sums;
    }

    private static Map<List<String>, String> texts(Map<?, BigDecimal> sums) {
        Map<List<String>, String> texts = new HashMap<>();
        sums.forEach((key, sum) -> {
            List<String> parts = new ArrayList<>();
            if (key instanceof List<?> list) {
                list.forEach(part -> parts.add((String) part));
            } else {
                parts.add((String) key);
            }
            texts.put(parts, sum == null ? null : sum.stripTrailingZeros().toPlainString());
        });
        return texts;
    }

    @Test
    void the_json_has_the_documented_shape() throws IOException {
        write(
                "a.csv",
                "2026-07-01,USD,1.2300000000001,AmazonEC2",
                "2026-07-01,USD,11.115,NULL",
                "2026-07-01,EUR,,AmazonEC2",
                "2026-07-01,USD,abc,AmazonEC2",
                "2026-07-01,USD");

        assertThat(Output.of(folder.toString(), "--json").out()).isEqualTo("""
                {"rowsRead":3,"rowsRefused":2,"refusals":[\
                {"file":"a.csv","line":5,"column":"BilledCost","reason":"'abc' is not a decimal number such as 1234.56 \
                or 5.6E-05, without separators of thousands"},\
                {"file":"a.csv","line":6,"column":null,"reason":"The row has 2 cells where the header has 4"}],\
                "totals":[{"currency":"EUR","cost":null},{"currency":"USD","cost":"12.3450000000001"}],\
                "groups":[{"key":["AmazonEC2"],"currency":"EUR","cost":null},\
                {"key":[null],"currency":"USD","cost":"11.115"},\
                {"key":["AmazonEC2"],"currency":"USD","cost":"1.2300000000001"}]}
                """);
    }

    @Test
    void a_person_gets_a_table() throws IOException {
        write(
                "a.csv",
                "2026-07-01,USD,1234567.5,Compute",
                "2026-07-01,USD,0.0000000001,Storage",
                "2026-07-01,USD,-3,Credits",
                "2026-07-01,EUR,,Compute",
                "2026-07-01,USD,1e,Com\u001Bpute");

        Output output = Output.of(folder.toString());

        assertThat(output.out()).isEqualToNormalizingNewlines("""
                BILLED cost by SERVICE

                EUR
                  Compute  unknown
                  in all   unknown
                  1 of these rows have no such cost and add nothing.

                USD
                  Compute  1,234,567.5           ███████████████████████████████████████████████
                  Storage          0.0000000001  ▌
                  Credits         -3
                  in all   1,234,564.5000000001

                4 rows of 1 files read, 1 refused.
                  a.csv:6 BilledCost: '1e' is not a decimal number such as 1234.56 or 5.6E-05, without separators of thousands
                """);
        assertThat(output.out().lines().filter(line -> !line.contains("a.csv"))).allMatch(line -> line.length() <= 80);
    }

    @Test
    void what_a_table_has_no_room_for_is_counted() throws IOException {
        String[] rows = new String[80];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i < 60 ? "2026-07-01,USD,1,Service" + i : "2026-07-01,USD,?,Service" + i;
        }
        write("a.csv", rows);

        assertThat(Output.of(folder.toString()).out())
                .contains("(30 others: see --json)  30\n".replace("\n", System.lineSeparator()))
                .contains("60 rows of 1 files read, 20 refused.")
                .contains("and 10 more: see --json");
    }

    @Test
    void refusals_beyond_the_most_listed_are_counted() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        text.append("2026-07-01,USD,?,Service\n".repeat(FolderSums.MOST_LISTED + 7));
        Files.writeString(folder.resolve("a.csv"), text);

        JsonNode json = Output.of(folder.toString(), "--json").json();

        assertThat(json.get("rowsRefused").asInt()).isEqualTo(FolderSums.MOST_LISTED + 7);
        assertThat(json.get("refusals")).hasSize(FolderSums.MOST_LISTED);
        assertThat(json.get("refusalsNotListed").asInt()).isEqualTo(7);
    }

    @Test
    void a_file_that_breaks_off_counts_up_to_there_and_is_told() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write((HEADER + "2026-07-01,USD,1,Service\n").getBytes(UTF_8));
        }
        byte[] whole = packed.toByteArray();
        Files.write(folder.resolve("b.csv.gz"), Arrays.copyOf(whole, whole.length - 4));
        write("a.csv", "2026-07-01,USD,2,Service");

        Output output = Output.of(folder.toString(), "--json");

        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.errors()).contains("could not be read to its end");
        assertThat(output.json().get("rowsRead").asInt()).isEqualTo(2);
        assertThat(output.json().get("refusals").get(0).get("file").textValue()).isEqualTo("b.csv.gz");
        assertThat(output.json().get("totals").get(0).get("cost").textValue()).isEqualTo("3");
    }

    @Test
    void a_file_that_is_not_there_any_more_is_refused_as_a_whole() throws IOException {
        write("a.csv", "2026-07-01,USD,2,Service");
        Files.createSymbolicLink(folder.resolve("gone.csv"), folder.resolve("nowhere"));

        Output output = Output.of(folder.toString(), "--json");

        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.json().get("rowsRead").asInt()).isEqualTo(1);
        assertThat(output.json().get("rowsRefused").asInt()).isEqualTo(1);
        assertThat(output.json().get("refusals").get(0).get("file").textValue()).isEqualTo("gone.csv");
    }

    @Test
    void a_day_that_the_library_has_not_got_is_refused_and_not_lost() throws IOException {
        write(
                "a.csv",
                "9999-12-31,USD,2,Service",
                "0000-01-01T00:00:00+02:00,USD,4,Service",
                "9999-12-30,USD,8,Service");

        JsonNode json = Output.of(folder.toString(), "--json", "--by", "DAY").json();

        assertThat(json.get("rowsRead").asInt()).isEqualTo(1);
        assertThat(json.get("refusals"))
                .hasSize(2)
                .allMatch(refusal -> refusal.get("column").textValue().equals("ChargePeriodStart"));
        assertThat(json.get("totals").get(0).get("cost").textValue()).isEqualTo("8");
    }

    @Test
    void a_link_to_a_folder_may_be_given_and_so_may_a_file_of_any_name() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Files.writeString(real.resolve("export.txt"), HEADER + "2026-07-01,USD,2,Service\n");
        Files.copy(real.resolve("export.txt"), real.resolve("export.csv"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);

        assertThat(Output.of(link.toString(), "--json").json().get("rowsRead").asInt())
                .isEqualTo(1);
        assertThat(Output.of(real.resolve("export.txt").toString(), "--json")
                        .json()
                        .get("rowsRead")
                        .asInt())
                .isEqualTo(1);
    }

    private void write(String file, String... rows) throws IOException {
        Files.writeString(folder.resolve(file), HEADER + String.join("\n", rows) + "\n");
    }
}
