package io.smartcost.examples;

import static io.smartcost.model.TimeFrame.lastDays;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcost.model.CostMetric;
import io.smartcost.sync.SyncReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
    @TempDir
    Path kept;

    @TempDir
    Path other;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final QuickstartScreen screen = new QuickstartScreen(new PrintStream(shown, true, UTF_8), false);

    @Test
    void its_books_balance_and_agree_with_the_other_example() throws IOException {
        Path folder;
        try (InventedExports exports = InventedExports.during(lastDays(120), Quickstart.TODAY)) {
            folder = exports.folder();
            SyncReport sync = Quickstart.show(exports, kept, screen);

            assertThat(sync.ok()).isTrue();
            assertThat(sync.balanced()).isTrue();
            assertThat(sync.records()).isEqualTo(exports.rows()).isGreaterThan(10_000);
            for (CostMetric metric : CostMetric.values()) {
                JsonNode json = Output.of(folder.toString(), "--json", "--metric", metric.name())
                        .json();
                assertThat(json.get("rowsRead").asLong()).isEqualTo(exports.rows());
                for (JsonNode total : json.get("totals")) {
                    assertThat(sync.stored().sum(total.get("currency").textValue(), metric))
                            .isEqualByComparingTo(
                                    new BigDecimal(total.get("cost").textValue()));
                }
            }
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void it_prints_the_same_every_time_and_keeps_to_the_width_of_a_terminal() throws IOException {
        String first = shown(kept);
        String second = shown(other);

        assertThat(first.replace(kept.toString(), "")).isEqualTo(second.replace(other.toString(), ""));
        assertThat(first.lines()).allMatch(line -> line.length() <= Terminal.WIDTH || line.contains(kept.toString()));
        assertThat(first)
                .contains("120 of 120 days")
                .contains("Google Cloud", "Microsoft", "AWS")
                .contains("Sun 2026-08-09", "~ may still move", "… is not over", "final")
                .contains("nothing yet", "17,696 stored, 0 refused", "17,696 in the store", "  The books balance.")
                .contains("smartcost-examples/run FocusSummary");
    }

    @Test
    void the_next_run_finds_what_the_first_has_kept_and_reads_only_what_may_still_move() throws IOException {
        shown(kept);
        String next = shown(kept);

        assertThat(next)
                .contains("17,696 records of an earlier run", "17,696 in the store", "  The books balance.")
                .doesNotContain("17,696 sent");
    }

    private String shown(Path folder) throws IOException {
        shown.reset();
        try (InventedExports exports = InventedExports.during(lastDays(120), Quickstart.TODAY)) {
            screen.written(exports);
            Quickstart.show(exports, folder, screen);
            screen.whereNext();
        }
        return shown.toString(UTF_8);
    }

    @Test
    void rows_that_got_lost_on_the_way_are_not_called_balanced() throws IOException {
        try (InventedExports exports = InventedExports.during(lastDays(30), Quickstart.TODAY)) {
            Files.delete(exports.folder().resolve("aws/2026-07.csv.gz"));
            Quickstart.show(exports, kept, screen);
        }

        assertThat(shown.toString(UTF_8)).contains("THE BOOKS DO NOT BALANCE");
    }
}
