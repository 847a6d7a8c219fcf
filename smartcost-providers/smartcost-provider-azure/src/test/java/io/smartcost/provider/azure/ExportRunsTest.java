package io.smartcost.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.storage.blob.BlobContainerClient;
import io.smartcost.SmartCost;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import io.smartcost.testkit.Fetched;
import io.smartcost.testkit.FixedClock;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportRunsTest {
    private static final YearMonth AUGUST = YearMonth.of(2026, 8);
    private static final LocalDate FIRST = AUGUST.atDay(1);
    private static final DayRange DAYS = new DayRange(FIRST, FIRST.plusDays(3));
    private static final FixedClock CLOCK = FixedClock.at("2026-08-12T09:00:00Z");

    private final BlobContainerClient container = Azurite.newContainer();
    private final Export export = new Export(container, "costs/focus");
    private final AzureExports provider =
            AzureExports.using(container, "/costs/focus/").withClock(CLOCK);

    @AfterEach
    void delete() {
        container.delete();
    }

    private static List<Export.Line> lines(String cost) {
        return List.of(new Export.Line(FIRST, "EUR", new BigDecimal(cost), BigDecimal.ONE));
    }

    private BigDecimal billed() {
        return Fetched.from(provider, DAYS).billed();
    }

    @Test
    void the_newest_run_of_a_period_counts_and_no_other() {
        export.deliver(AUGUST, "z", lines("1"));
        export.submitted = "2026-08-11T04:05:06.1234567Z";
        export.deliver(AUGUST, "a", lines("2"));

        Fetched received = Fetched.from(provider, DAYS);

        assertThat(received.billed()).isEqualByComparingTo("2");
        assertThat(received.completeness())
                .containsEntry(FIRST, Completeness.ESTIMATED)
                .containsEntry(FIRST.plusDays(1), Completeness.PARTIAL);
        assertThat(received.records()).singleElement().satisfies(record -> {
            assertThat(record.text(FocusColumn.SERVICE_NAME)).isEqualTo("Virtual Machines");
            assertThat(record.tags().get("env")).isEqualTo("prod");
            assertThat(record.extensions()).containsEntry("x_ResourceGroupName", "rg-1");
        });
    }

    @Test
    void a_day_is_partial_until_24_hours_before_the_run() {
        LocalDate ninth = AUGUST.atDay(9);
        export.deliver(
                AUGUST,
                "a",
                List.of(
                        new Export.Line(ninth.minusDays(1), "EUR", BigDecimal.ONE, BigDecimal.ONE),
                        new Export.Line(ninth, "EUR", BigDecimal.ONE, BigDecimal.ONE)));

        Fetched received = Fetched.from(provider, new DayRange(ninth.minusDays(1), ninth.plusDays(1)));

        assertThat(received.completeness())
                .containsEntry(ninth.minusDays(1), Completeness.ESTIMATED)
                .containsEntry(ninth, Completeness.PARTIAL);
    }

    @Test
    void a_run_without_its_manifest_or_a_file_is_not_complete() {
        export.deliver(AUGUST, "a", lines("1"));
        export.deliver(AUGUST, "b", lines("2"));
        container.getBlobClient("costs/focus/20260801-20260831/b/manifest.json").delete();
        assertThat(billed()).isEqualByComparingTo("1");

        export.deliver(AUGUST, "c", lines("3"));
        container
                .getBlobClient("costs/focus/20260801-20260831/c/part_0_0001.csv.gz")
                .delete();
        assertThat(billed()).isEqualByComparingTo("1");
    }

    @Test
    void a_run_whose_files_are_not_as_its_manifest_says_is_not_complete() {
        export.deliver(AUGUST, "a", lines("1"));
        export.moreBytes = 1;
        export.deliver(AUGUST, "b", lines("2"));
        export.moreBytes = 0;
        export.moreBlobs = 1;
        export.deliver(AUGUST, "c", lines("3"));
        assertThat(billed()).isEqualByComparingTo("1");

        export.moreBlobs = 0;
        // What lies elsewhere in the container is none of this export's business.
        export.blobNamePrefix = "other/../";
        export.deliver(AUGUST, "d", lines("4"));
        assertThat(billed()).isEqualByComparingTo("1");

        export.blobNamePrefix = container.getBlobContainerName() + "/";
        export.deliver(AUGUST, "e", lines("5"));
        assertThat(billed()).isEqualByComparingTo("5");
    }

    @Test
    void without_any_complete_run_no_day_is_sent_and_the_period_is_told_once() {
        Fetched received = Fetched.from(provider, DAYS);
        assertThat(received.days()).isEmpty();
        assertThat(received.refusals()).isEmpty();
        export.moreBytes = 1;
        export.deliver(AUGUST, "a", lines("1"));
        export.deliver(AUGUST, "b", lines("2"));
        export.deliver(AUGUST.plusMonths(1), "c", lines("3"));

        received = Fetched.from(provider, DAYS);

        assertThat(received.days()).isEmpty();
        assertThat(received.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.toString())
                        .contains("costs/focus/20260801-20260831/", "2026-08-01/2026-09-01", "byteCount"));
        export.moreBytes = 0;
        export.deliver(AUGUST, "d", lines("4"));
        assertThat(Fetched.from(provider, DAYS).refusals()).isEmpty();
    }

    @Test
    void a_file_with_fewer_rows_than_promised_leaves_all_days_partial() {
        export.moreRows = 1;
        export.deliver(AUGUST, "a", lines("1"));

        Fetched received = Fetched.from(provider, DAYS);

        assertThat(received.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason())
                        .contains("has 1 rows where")
                        .contains("promises 2"));
        assertThat(received.completeness().values()).containsOnly(Completeness.PARTIAL);
    }

    @Test
    void an_overwritten_period_is_read_anew_and_replaces_what_was_stored() {
        try (SmartCost smartCost = SmartCost.builder()
                .provider(provider)
                .store(new InMemoryCostStore())
                .state(new InMemoryStateStore())
                .clock(CLOCK)
                .build()) {
            export.deliverInto("costs/focus/20260801-20260831", AUGUST, lines("1"));
            assertThat(smartCost.sync().since(DAYS).run().ok()).isTrue();
            assertThat(total(smartCost)).containsOnlyKeys("EUR");
            assertThat(total(smartCost).get("EUR")).isEqualByComparingTo("1");

            export.deliverInto("costs/focus/20260801-20260831", AUGUST, lines("1.00000000000000000001"));
            assertThat(smartCost.sync().since(DAYS).run().balanced()).isTrue();
            assertThat(total(smartCost).get("EUR")).isEqualByComparingTo("1.00000000000000000001");

            // The charge is taken back: the day is known to have cost nothing.
            export.deliverInto("costs/focus/20260801-20260831", AUGUST, List.of());
            assertThat(smartCost.sync().since(DAYS).run().ok()).isTrue();
            assertThat(total(smartCost)).isEmpty();
        }
    }

    private static Map<String, BigDecimal> total(SmartCost smartCost) {
        return smartCost.costs().during(DAYS).fetch().totals();
    }

    @Test
    void a_folder_without_periods_goes_by_what_the_manifests_say() {
        export.submitted = "2026-08-09T04:00:00Z";
        export.deliverInto("costs/focus/run1", AUGUST, lines("1"));
        export.submitted = "2026-08-10T04:00:00Z";
        export.deliverInto("costs/focus/current", AUGUST, lines("2"));

        assertThat(billed()).isEqualByComparingTo("2");
    }

    @Test
    void two_exports_in_one_folder_are_refused() {
        export.deliver(AUGUST, "a", lines("1"));
        Export other = new Export(container, "costs/focus/other");
        other.name = "actual";
        other.deliver(YearMonth.of(2026, 7), "a", lines("1"));

        assertThatThrownBy(this::billed)
                .isInstanceOf(SmartCostException.class)
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContaining("several exports");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ActualCost", "AmortizedCost", "Usage", ""})
    void an_export_that_is_not_focus_is_refused(String type) {
        export.type = type;
        export.deliver(AUGUST, "a", lines("1"));

        assertThatThrownBy(this::billed)
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining("of type FocusCost");
    }

    @Test
    void parquet_is_refused() {
        export.format = "Parquet";
        export.deliver(AUGUST, "a", lines("1"));

        assertThatThrownBy(this::billed).isInstanceOf(SmartCostException.class).hasMessageContaining("format to CSV");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"exportConfig\":{\"type\":\"FocusCost\"}}",
                "{\"exportConfig\":{\"type\":\"FocusCost\"},\"blobs\":7}",
                "{\"exportConfig\":{\"type\":\"FocusCost\"},\"runInfo\":{\"startDate\":\"x\"},\"blobs\":[]}"
            })
    void a_manifest_that_is_none_is_told(String manifest) {
        export.upload("costs/focus/manifest.json", manifest.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(this::billed)
                .isInstanceOf(SmartCostException.class)
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContaining("costs/focus/manifest.json");
    }

    @Test
    void what_is_overwritten_while_it_is_read_may_pass() throws IOException {
        export.deliver(AUGUST, "a", lines("1"));
        BlobContainer blobs = new BlobContainer(container, Duration.ofSeconds(20), CLOCK);
        StoredBlob part = blobs.list("costs/focus/").values().stream()
                .filter(blob -> blob.name().endsWith(".gz"))
                .findFirst()
                .orElseThrow();
        try (InputStream in = blobs.open(part)) {
            assertThat(in.readAllBytes()).hasSize((int) part.size());
        }
        export.deliver(AUGUST, "a", lines("2"));

        try (InputStream in = blobs.open(part)) {
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(RetryableException.class)
                    .hasMessageContaining("overwritten while it was read");
        }
    }

    @Test
    void a_large_blob_is_read_in_parts() throws IOException {
        byte[] content = new byte[(9 << 20) + 17];
        new Random(1).nextBytes(content);
        export.upload("large", content);
        BlobContainer blobs = new BlobContainer(container, Duration.ofSeconds(20), CLOCK);

        try (InputStream in = blobs.open(blobs.list("large").get("large"))) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void exports_within_each_other_are_not_built() {
        assertThatIllegalArgumentException().isThrownBy(() -> AzureExports.using(container, "/"));
        assertThatIllegalArgumentException().isThrownBy(() -> AzureExports.using(container, Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AzureExports.using(container, Map.of("a", "costs", "b", "costs/focus")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AzureExports.using(container, Map.of("a", "costs", "b", "costs/")));
        assertThat(AzureExports.using(container, Map.of("7654321", "costs/focus"))
                        .accounts())
                .extracting(account -> account.provider() + " " + account.id())
                .containsExactly("azure 7654321");
    }
}
