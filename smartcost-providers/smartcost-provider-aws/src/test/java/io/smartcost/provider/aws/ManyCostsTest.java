package io.smartcost.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.smartcost.model.DayRange;
import io.smartcost.sync.SyncPolicy;
import io.smartcost.testkit.FixedClock;
import io.smartcost.testkit.SyncFigures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageResponse;

/**
 * Months of 50 accounts with 40 services, from a server that has its pages ready. {@code -Dsmartcost.months=12} for a year, as the
 * README has it.
 */
class ManyCostsTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 8, 1);
    private static final int MONTHS = Integer.getInteger("smartcost.months", 1);
    private static final int ACCOUNTS = 50;
    private static final int SERVICES = 40;
    private static final int REREAD_DAYS = SyncPolicy.DEFAULT.restatedDays();
    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void a_sync_leaves_nothing_in_memory_and_pays_for_each_page_once() throws IOException {
        DayRange days = new DayRange(FIRST, FIRST.plusMonths(MONTHS));
        FixedClock clock = FixedClock.at(days.end().minusDays(1) + "T12:00:00Z");
        try (Cloud cloud = new Cloud()) {
            AwsCostExplorer provider = AwsCostExplorer.using(cloud.client).withClock(clock);

            SyncFigures figures = SyncFigures.measure(provider, days, clock, folder, () -> cloud.pages(days));

            System.out.println(figures);
            assertThat(figures.records()).isEqualTo((long) days.length() * ACCOUNTS * SERVICES);
            assertThat(figures.paidCalls()).isEqualTo(days.length());
            assertThat(figures.paidCallsAgain()).isEqualTo(REREAD_DAYS);
            assertThat(figures.heapGrowth()).isLessThan(50 * MIB);
        }
    }

    /** A page a day; the token is the day of the page. */
    private static final class Cloud implements AutoCloseable {
        private static final String GROUPS = groups();

        final CostExplorerClient client;
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

        Cloud() throws IOException {
            server.createContext("/", exchange -> {
                String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                LocalDate day = LocalDate.parse(after(
                        request, request.contains("\"NextPageToken\":\"") ? "\"NextPageToken\":\"" : "\"Start\":\""));
                LocalDate next = day.plusDays(1);
                boolean last = next.equals(LocalDate.parse(after(request, "\"End\":\"")));
                byte[] body = ("{\"ResultsByTime\":[{\"TimePeriod\":{\"Start\":\"" + day + "\",\"End\":\"" + next
                                + "\"},\"Total\":{},\"Estimated\":false,\"Groups\":[" + GROUPS + "]}]"
                                + (last ? "" : ",\"NextPageToken\":\"" + next + "\"") + "}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
                SyncFigures.takeTime();
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            client = CostExplorerClient.builder()
                    .endpointOverride(
                            URI.create("http://localhost:" + server.getAddress().getPort()))
                    .region(Region.US_EAST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build();
        }

        /** What a bare client does; how many groups the pages have. */
        long pages(DayRange days) {
            return days.days().mapToLong(this::page).sum();
        }

        private int page(LocalDate day) {
            GetCostAndUsageResponse page = client.getCostAndUsage(request -> request.timePeriod(period ->
                            period.start(day.toString()).end(day.plusDays(1).toString()))
                    .granularity("DAILY")
                    .metrics(Metric.NAMES));
            return page.resultsByTime().get(0).groups().size();
        }

        private static String after(String request, String before) {
            int start = request.indexOf(before) + before.length();
            return request.substring(start, start + "2026-08-01".length());
        }

        private static String groups() {
            StringBuilder groups = new StringBuilder();
            for (int i = 0; i < ACCOUNTS * SERVICES; i++) {
                groups.append(i == 0 ? "" : ",")
                        .append("{\"Keys\":[\"")
                        .append(111111111111L + i / SERVICES)
                        .append("\",\"Amazon Service ")
                        .append(i % SERVICES)
                        .append("\"],\"Metrics\":{");
                for (Metric metric : Metric.values()) {
                    groups.append(metric.ordinal() == 0 ? "\"" : ",\"")
                            .append(metric.title)
                            .append("\":{\"Amount\":\"0.1234567891\",\"Unit\":\"USD\"}");
                }
                groups.append("}}");
            }
            return groups.toString();
        }

        @Override
        public void close() {
            client.close();
            server.stop(0);
        }
    }
}
