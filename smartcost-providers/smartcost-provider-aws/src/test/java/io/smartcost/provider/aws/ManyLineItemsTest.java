package io.smartcost.provider.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.smartcost.model.DayRange;
import io.smartcost.testkit.FixedClock;
import io.smartcost.testkit.SyncFigures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Months of a CUR 2.0 with a line item a day for each of 40 services in 50 accounts, from a server that has the files in memory.
 * {@code -Dsmartcost.months=12} for a year, as the README has it.
 */
class ManyLineItemsTest {
    private static final YearMonth FIRST = YearMonth.of(2025, 8);
    private static final int MONTHS = Integer.getInteger("smartcost.months", 1);
    private static final int ACCOUNTS = 50;
    private static final int SERVICES = 40;
    private static final int FILES_OF_A_MONTH = 2;
    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    private final ObjectsInMemory bucket = new ObjectsInMemory();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private HttpServer server;
    private S3Client client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            ObjectsInMemory.Answer answer = bucket.answer(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestURI().getRawQuery(),
                    exchange.getRequestHeaders()::getFirst);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), head ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
            exchange.close();
        });
        server.start();
        client = FakeS3.client(server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
        threads.shutdown();
    }

    @Test
    void a_sync_leaves_nothing_in_memory_and_pays_for_nothing() {
        DayRange days = new DayRange(FIRST.atDay(1), FIRST.plusMonths(MONTHS).atDay(1));
        Export export = Export.in(bucket, days.end() + "T06:00:00Z");
        for (int month = 0; month < MONTHS; month++) {
            YearMonth period = FIRST.plusMonths(month);
            LocalDate half = period.atDay(16);
            export.overwrite(
                    period,
                    List.of(
                            file(new DayRange(period.atDay(1), half)),
                            file(new DayRange(half, period.plusMonths(1).atDay(1)))));
        }
        FixedClock clock = FixedClock.at(days.end() + "T12:00:00Z");
        AwsDataExports provider =
                AwsDataExports.using(client, export.location()).withClock(clock);

        SyncFigures figures = SyncFigures.measure(provider, days, clock, folder, this::linesOfAllFiles);

        System.out.println(figures);
        assertThat(linesOfAllFiles()).isEqualTo(figures.records());
        assertThat(figures.records()).isEqualTo((long) days.length() * ACCOUNTS * SERVICES);
        assertThat(figures.paidCalls()).isZero();
        assertThat(figures.paidCallsAgain()).isZero();
        assertThat(figures.heapGrowth()).isLessThan(50 * MIB);
        assertThat(reads(export, FIRST))
                .as("times that the first month was read")
                .isLessThanOrEqualTo(2 * 2 + 2 + 2);
    }

    /** How often the files of a month were read by the provider and the bare client, a file that is read whole counting once. */
    private long reads(Export export, YearMonth month) {
        return bucket.requests.stream()
                        .filter(request -> request.startsWith("GET " + export.folder + "/data/BILLING_PERIOD=" + month))
                        .count()
                / FILES_OF_A_MONTH;
    }

    /** What a bare client does: it gets each file, unpacks it and makes a text of each line. */
    private long linesOfAllFiles() {
        long lines = 0;
        for (String key : bucket.objects.keySet()) {
            if (key.endsWith(".csv.gz")) {
                try (InputStream in = client.getObject(request ->
                                request.bucket(ObjectsInMemory.BUCKET).key(key));
                        BufferedReader text =
                                new BufferedReader(new InputStreamReader(new GZIPInputStream(in), UTF_8))) {
                    lines += text.lines()
                            .filter(line -> !line.startsWith("line_item"))
                            .count();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return lines;
    }

    private static byte[] file(DayRange days) {
        CurCsv csv = new CurCsv();
        days.days().forEach(day -> {
            for (int i = 0; i < ACCOUNTS * SERVICES; i++) {
                int service = i % SERVICES;
                csv.row(
                        day.toString(),
                        "Usage",
                        "0.12345" + i + day.getDayOfYear(),
                        "line_item_usage_end_date",
                        day.plusDays(1) + "T00:00:00.000Z",
                        "bill_billing_period_start_date",
                        day.withDayOfMonth(1) + "T00:00:00.000Z",
                        "bill_payer_account_id",
                        "111122223333",
                        "line_item_usage_account_id",
                        String.valueOf(444400000000L + i / SERVICES),
                        "line_item_product_code",
                        "AmazonService" + service,
                        "line_item_usage_type",
                        "EUC1-Usage:" + service,
                        "line_item_usage_amount",
                        "1." + i,
                        "pricing_unit",
                        "Hrs",
                        "pricing_public_on_demand_cost",
                        "0.2" + i,
                        "product",
                        "{\"product_name\":\"Amazon Service " + service + "\"}",
                        "product_region_code",
                        "eu-central-1",
                        "line_item_resource_id",
                        "arn:aws:thing:eu-central-1:" + i,
                        "resource_tags",
                        "{\"user_team\":\"team-" + service % 7 + "\"}");
            }
        });
        return Export.gzip(csv.toString());
    }
}
