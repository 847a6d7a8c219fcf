package io.smartcost.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.SmartCost;
import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.RestatingCostProvider.Restated;
import io.smartcost.testkit.Fetched;
import io.smartcost.testkit.FixedClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

class DataExportsTest {
    private static final YearMonth APRIL = YearMonth.of(2024, 4);
    private static final YearMonth MAY = YearMonth.of(2024, 5);

    private final FakeS3 s3 = new FakeS3();
    private final S3Client client = s3.client();
    private final Export export = Export.in(s3.bucket, "2024-06-01T06:00:00Z");
    private final AwsDataExports provider =
            AwsDataExports.using(client, export.location()).withClock(FixedClock.at("2024-06-01T12:00:00Z"));

    @AfterEach
    void stop() {
        client.close();
        s3.close();
    }

    @Test
    void of_deliveries_that_are_kept_the_newest_is_read() {
        export.createNew(MAY, "20240502T010203Z-a", files("2024-05-01", "100"));
        export.createNew(MAY, "20240503T010203Z-b", files("2024-05-01", "1"));

        assertThat(fetch(MAY).billed()).isEqualByComparingTo("1");
        assertThat(s3.bucket.requests).noneMatch(request -> request.contains("Z-a/"));
    }

    @Test
    void chunks_that_an_overwriting_delivery_left_behind_are_not_read() {
        export.overwrite("2024-05", csv("2024-05-01", "1"), csv("2024-05-01", "100"));
        export.overwrite("2024-05", csv("2024-05-02", "3"));

        assertThat(fetch(MAY).billed()).isEqualByComparingTo("3");
    }

    @Test
    void a_day_that_vanished_from_a_period_is_sent_empty() {
        export.overwrite("2024-05", csv("2024-05-31", "1"));
        assertThat(fetch(MAY).days().get(LocalDate.of(2024, 5, 31))).hasSize(1);
        Export.in(s3.bucket, "2024-06-01T08:00:00Z").overwrite("2024-05", csv("2024-05-02", "1"));
        Fetched received = fetch(MAY);

        assertThat(received.days()).hasSize(31).containsEntry(LocalDate.of(2024, 5, 31), List.of());
        assertThat(received.completeness())
                .containsEntry(LocalDate.of(2024, 5, 2), Completeness.ESTIMATED)
                .containsEntry(LocalDate.of(2024, 5, 31), Completeness.PARTIAL);
    }

    @Test
    void days_are_final_some_days_after_their_month() {
        Export.in(s3.bucket, "2024-06-07T23:00:00Z").overwrite("2024-05", csv("2024-05-02", "1"));
        AwsDataExports later = provider.withClock(FixedClock.at("2024-06-16T00:00:00Z"));
        assertThat(Fetched.from(later, DayRange.month(MAY)).completeness().values())
                .containsOnly(Completeness.ESTIMATED);
        Export.in(s3.bucket, "2024-06-08T06:00:00Z").overwrite("2024-05", csv("2024-05-02", "1"));

        assertThat(Fetched.from(later, DayRange.month(MAY)).completeness().values())
                .containsOnly(Completeness.FINAL);
        assertThat(Fetched.from(later.finalAfter(16), DayRange.month(MAY))
                        .completeness()
                        .values())
                .doesNotContain(Completeness.FINAL);
    }

    @Test
    void a_final_month_that_is_delivered_anew_is_named() {
        Export.in(s3.bucket, "2024-06-10T06:00:00Z").overwrite("2024-05", csv("2024-05-02", "10"));
        AwsDataExports later = provider.withClock(FixedClock.at("2024-07-05T00:00:00Z"));
        SourceAccount account = later.accounts().get(0);
        Restated first = later.restatedSince(account, null, new Fetched());
        assertThat(Fetched.from(later, DayRange.month(MAY)).completeness().values())
                .containsOnly(Completeness.FINAL);
        Restated unchanged = later.restatedSince(account, first.mark(), new Fetched());
        Export.in(s3.bucket, "2024-06-25T06:00:00Z").overwrite("2024-05", csv("2024-05-02", "6"));
        Fetched receiver = new Fetched();
        Restated refunded = later.restatedSince(account, unchanged.mark(), receiver);

        assertThat(first.days()).isEmpty();
        assertThat(unchanged.days()).isEmpty();
        assertThat(refunded.days()).hasSize(31).allMatch(DayRange.month(MAY)::contains);
        assertThat(Fetched.from(later, DayRange.month(MAY)).billed()).isEqualByComparingTo("6");
        assertThat(receiver.paidCalls()).isZero();
        assertThatThrownBy(() -> later.restatedSince(new SourceAccount("aws", "other"), null, receiver))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** AWS takes a day to load what a day cost. */
    @Test
    void a_day_that_was_delivered_too_early_is_partial() {
        export.overwrite("2024-05", csv("2024-05-31", "1"));

        assertThat(fetch(MAY).completeness())
                .containsEntry(LocalDate.of(2024, 5, 30), Completeness.ESTIMATED)
                .containsEntry(LocalDate.of(2024, 5, 31), Completeness.PARTIAL);
    }

    @Test
    void a_file_is_read_again_only_for_its_days() {
        export.overwrite("2024-04", csv("2024-04-02", "1"));
        export.overwrite("2024-05", csv("2024-05-02", "1"));
        fetch(MAY);
        assertThat(reads()).isEqualTo(2);
        fetch(MAY);
        assertThat(reads()).isEqualTo(3);
        fetch(APRIL);
        assertThat(reads()).isEqualTo(4);
        Fetched.from(provider, new DayRange(LocalDate.of(2024, 5, 10), LocalDate.of(2024, 6, 1)));
        assertThat(reads()).isEqualTo(4);
    }

    private long reads() {
        return s3.bucket.requests.stream()
                .filter(request -> request.matches("GET .*csv"))
                .count();
    }

    @Test
    void an_empty_file_and_a_delivery_without_files_are_refused_and_a_header_is_no_costs() {
        export.overwrite("2024-04");
        export.overwrite("2024-05", "");
        Fetched received = Fetched.from(provider, new DayRange(APRIL.atDay(1), MAY.atDay(5)));
        assertThat(received.days()).isEmpty();
        assertThat(received.refusals()).hasSize(3);
        export.overwrite("2024-05", csv("2024-05-05", "1").lines().findFirst().orElseThrow() + "\n");

        assertThat(fetch(MAY).days())
                .hasSize(31)
                .allSatisfy((day, records) -> assertThat(records).isEmpty());
    }

    @Test
    void the_account_is_the_export_or_what_it_is_called() {
        assertThat(provider.accounts()).containsExactly(new SourceAccount("aws", "all-costs"));
        assertThat(AwsDataExports.using(client, Map.of("organization", "s3://bucket/prefix/name/"))
                        .accounts())
                .containsExactly(new SourceAccount("aws", "organization"));
        assertThatThrownBy(() -> provider.fetch(new SourceAccount("aws", "other"), DayRange.month(MAY), new Fetched()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("aws/other", "aws/all-costs");
        assertThat(provider.toString()).contains(export.location());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bucket/prefix/name",
                "s3://bucket",
                "s3://bucket/",
                "s3://Bucket/prefix",
                "s3://b/prefix",
                "s3://bucket//name",
                "s3://bucket/../name",
                "s3://bucket/a\nb",
                "https://bucket/name"
            })
    void a_location_is_a_folder_in_a_bucket(String location) {
        assertThatThrownBy(() -> AwsDataExports.using(client, location))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("s3://bucket/prefix/export");
    }

    @Test
    void what_contradicts_itself_is_told_at_once() {
        assertThatThrownBy(() -> AwsDataExports.using(client, Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AwsDataExports.using(client, Map.of("a", "s3://bucket/x", "b", "s3://bucket/x/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("each once");
        assertThatThrownBy(() -> provider.withTimeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> provider.finalAfter(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** They hold the same costs. */
    @Test
    void exports_and_cost_explorer_are_not_taken_together() {
        try (FakeCostExplorer costExplorer = FakeCostExplorer.of(new BillAnswers(new Bill(1)))) {
            SmartCost.Builder builder = SmartCost.builder().provider(provider);

            assertThatThrownBy(() -> builder.provider(AwsCostExplorer.using(costExplorer.client())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'aws' is there already");
        }
    }

    private Fetched fetch(YearMonth month) {
        return Fetched.from(provider, DayRange.month(month));
    }

    private static String csv(String day, String unblended) {
        return new CurCsv().row(day, "Usage", unblended).toString();
    }

    private static List<byte[]> files(String day, String unblended) {
        return List.of(Export.gzip(csv(day, unblended)));
    }
}
