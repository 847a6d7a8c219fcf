package io.smartcost.provider.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import io.smartcost.testkit.Fetched;
import io.smartcost.testkit.FixedClock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/** Deliveries that are not complete, not as they should be, or change while they are read. */
class DataExportsDeliveriesTest {
    private static final YearMonth MAY = YearMonth.of(2024, 5);
    private static final DayRange DAYS = DayRange.month(MAY);
    private static final String DELIVERED = "2024-06-01T06:00:00Z";
    private static final String HEAD = "HEAD .*00001.csv";
    private static final String DATA = "GET .*00001.csv";

    private final FakeS3 s3 = new FakeS3();
    private final Export export = Export.in(s3.bucket, DELIVERED);
    private final S3Client client = s3.client();
    private final AwsDataExports provider =
            AwsDataExports.using(client, export.location()).withClock(FixedClock.at("2024-06-01T12:00:00Z"));

    @BeforeEach
    void deliver() {
        export.overwrite(
                "2024-05", new CurCsv().row("2024-05-03", "Usage", "1.5").toString());
    }

    @AfterEach
    void stop() {
        client.close();
        s3.close();
    }

    private Fetched fetch() {
        return Fetched.from(provider, DAYS);
    }

    @Test
    void a_file_that_is_replaced_between_its_parts_is_not_mixed() {
        export.overwrite("2024-05", largeFile());
        s3.events.put(
                DATA,
                () -> s3.events.put(
                        DATA,
                        () -> s3.bucket.put(
                                export.folder + "/data/BILLING_PERIOD=2024-05/all-costs-00001.csv",
                                largeFile().getBytes(UTF_8),
                                Instant.parse(DELIVERED))));

        Fetched received = new Fetched();
        assertThatThrownBy(() -> provider.fetch(provider.accounts().get(0), DAYS, received))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("was replaced while it was read");
        assertThat(received.days()).isEmpty();
    }

    @Test
    void a_period_that_is_delivered_anew_while_it_is_read_is_not_sent() {
        s3.events.put(
                DATA,
                () -> Export.in(s3.bucket, "2024-06-01T11:00:00Z")
                        .overwrite(
                                "2024-05",
                                new CurCsv().row("2024-05-03", "Usage", "7").toString()));

        assertThatThrownBy(this::fetch).isInstanceOf(RetryableException.class);
        assertThat(fetch().billed()).isEqualByComparingTo("7");
    }

    /** The files of an overwriting delivery are there before its manifest is. */
    @Test
    void an_overwriting_delivery_is_not_read_before_its_manifest_is_there() {
        String key = export.folder + "/data/BILLING_PERIOD=2024-05/all-costs-00001.csv";
        byte[] newer = new CurCsv().row("2024-05-03", "Usage", "7").toString().getBytes(UTF_8);
        s3.bucket.put(key, newer, Instant.parse("2024-06-01T11:50:00Z"));

        assertThatThrownBy(this::fetch)
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("newer than its manifest");
        // Files that were copied in any order are newer for good.
        s3.bucket.put(key, newer, Instant.parse("2024-06-01T08:50:00Z"));
        assertThat(fetch().billed()).isEqualByComparingTo("7");
    }

    @Test
    void new_and_old_files_are_not_mixed() {
        String csv = new CurCsv().row("2024-05-03", "Usage", "7").toString();
        export.overwrite("2024-05", csv, csv);
        String key = export.folder + "/data/BILLING_PERIOD=2024-05/all-costs-0000";
        s3.bucket.put(key + "2.csv", csv.getBytes(UTF_8), Instant.parse("2024-06-01T08:50:00Z"));

        assertThatThrownBy(this::fetch)
                .isInstanceOf(SmartCostException.class)
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContainingAll("1 of the 2 files", "all-costs-00002.csv", "Have the period delivered anew");
        s3.bucket.put(key + "1.csv", csv.getBytes(UTF_8), Instant.parse("2024-06-01T08:51:00Z"));
        assertThat(fetch().billed()).isEqualByComparingTo("14");
        // A chunk that a larger delivery has left behind is none of them.
        s3.bucket.put(key + "3.csv", csv.getBytes(UTF_8), Instant.parse("2024-05-30T00:00:00Z"));
        assertThat(fetch().billed()).isEqualByComparingTo("14");
    }

    @Test
    void a_delivery_without_its_manifest_is_not_there() {
        s3.bucket.put(
                export.folder + "/data/BILLING_PERIOD=2024-06/all-costs-00001.csv", new byte[] {1}, Instant.EPOCH);
        assertThat(fetch().days()).hasSize(31);
        s3.bucket.objects.remove(export.manifestKey(MAY));

        assertThatThrownBy(this::fetch)
                .isInstanceOf(SmartCostException.class)
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContainingAll("no manifest", "metadata/BILLING_PERIOD=", "24 hours");
    }

    @Test
    void a_listed_file_that_is_missing_may_be_on_its_way() {
        s3.bucket.objects.keySet().removeIf(key -> key.endsWith(".csv"));

        assertThatThrownBy(this::fetch)
                .isInstanceOf(RetryableException.class)
                .hasMessageContainingAll("all-costs-00001.csv", "Manifest.json", "export");
    }

    @Test
    void a_truncated_gzip_is_read_as_far_as_it_goes() {
        byte[] packed =
                Export.gzip(new CurCsv().row("2024-05-03", "Usage", "1.5").toString());
        export.overwrite(MAY, List.of(Arrays.copyOf(packed, packed.length - 5)));
        Fetched received = fetch();

        assertThat(received.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.source()).endsWith("all-costs-00001.csv.gz"));
        assertThat(received.completeness().values()).containsOnly(Completeness.PARTIAL);
        assertThat(received.billed()).isEqualByComparingTo("1.5");
    }

    /** Noise that unpacks to a thousand times its size, in one endless row. */
    @Test
    void a_gzip_bomb_is_refused_and_takes_no_room() {
        export.overwrite(MAY, List.of(Export.gzip("\"" + "x".repeat(40 << 20))));
        Fetched received = fetch();

        assertThat(received.refusals()).isNotEmpty();
        assertThat(received.records()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{}",
                "{\"dataFiles\":\"s3://billing/x.csv\"}",
                "{\"dataFiles\":[",
                "{\"dataFiles\":[7]}",
                "{\"dataFiles\":[\"s3://other/exports/2024/all-costs/data/x.csv\"]}",
                "{\"dataFiles\":[\"s3://billing/exports/2024/other/data/x.csv\"]}",
                "{\"dataFiles\":[\"exports/2024/all-costs/metadata/x.csv\"]}",
                "{\"dataFiles\":[\"exports/2024/all-costs/data/../../../secret.csv\"]}",
                "{\"dataFiles\":[\"exports/2024/all-costs/data//x.csv\"]}",
                "{\"dataFiles\":[\"exports/2024/all-costs/data/x\\u0000.csv\"]}",
                "{\"dataFiles\":[\"exports/2024/all-costs/data/x.exe\"]}",
                "{\"dataFiles\":[\"s3://billing/exports/2024/all-costs/data/x.snappy.parquet\"]}",
            })
    void a_manifest_that_cannot_be_used_says_so(String manifest) {
        s3.bucket.put(export.manifestKey(MAY), manifest.getBytes(UTF_8), Instant.parse(DELIVERED));

        Throwable thrown = catchThrowable(this::fetch);

        assertThat(thrown)
                .isInstanceOf(SmartCostException.class)
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContaining("all-costs-Manifest.json");
        if (manifest.contains("parquet")) {
            assertThat(thrown).hasMessageContaining("text/csv");
        }
        assertThat(s3.bucket.requests).noneMatch(request -> request.contains("secret") || request.contains("x."));
    }

    @Test
    void a_manifest_that_is_too_large_is_not_read() {
        s3.bucket.put(export.manifestKey(MAY), new byte[(16 << 20) + 1], Instant.parse(DELIVERED));

        assertThatThrownBy(this::fetch).isInstanceOf(SmartCostException.class).hasMessageContaining("larger than");
        assertThat(s3.bucket.requests).containsExactly("GET ?");
    }

    @Test
    void two_manifests_of_a_period_are_not_added_up() {
        s3.bucket.put(
                export.folder + "/metadata/billing_period=2024-05/other-Manifest.json",
                new byte[0],
                Instant.parse(DELIVERED));

        assertThatThrownBy(this::fetch)
                .isInstanceOf(SmartCostException.class)
                .hasMessageContainingAll("other-Manifest.json", "all-costs-Manifest.json");
    }

    @Test
    void a_listing_of_many_pages_is_read_to_its_end() {
        for (int month = 1; month <= 4; month++) {
            YearMonth period = YearMonth.of(2024, month);
            export.createNew(
                    period,
                    "20240501T000000Z-e" + month,
                    List.of(Export.gzip(new CurCsv()
                            .row(period + "-02", "Usage", "" + month)
                            .toString())));
        }
        s3.bucket.pageSize = 2;

        assertThat(Fetched.from(provider, new DayRange(MAY.minusMonths(4).atDay(1), MAY.atEndOfMonth()))
                        .billed())
                .isEqualByComparingTo("11.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"the same", "none"})
    void a_listing_that_does_not_end_is_given_up(String token) {
        export.createNew(MAY.minusMonths(1), "20240501T000000Z-e", List.of());
        s3.bucket.pageSize = 1;
        s3.bucket.nextToken = next -> token.equals("none") ? "" : "exports";

        assertThatThrownBy(this::fetch)
                .isInstanceOf(SmartCostException.class)
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContaining("does not end");
        assertThat(s3.bucket.requests).hasSizeLessThanOrEqualTo(3);
    }

    private static String largeFile() {
        CurCsv csv = new CurCsv();
        String filling = "y".repeat(1 << 16);
        for (int i = 0; i < 200; i++) {
            csv.row("2024-05-03", "Usage", "1", "line_item_line_item_description", filling);
        }
        return csv.toString();
    }
}
