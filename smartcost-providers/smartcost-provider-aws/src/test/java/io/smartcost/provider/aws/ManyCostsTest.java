package io.smartcost.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.DayRange;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.Refusal;
import io.smartcost.testkit.FixedClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageResponse;

/**
 * Months of 50 accounts with 40 services, from a server that has its pages ready: what a fetch leaves in memory, and how much longer it
 * takes than a bare client that only pages. {@code -Dsmartcost.months=12} for a year.
 */
class ManyCostsTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 8, 1);
    private static final int MONTHS = Integer.getInteger("smartcost.months", 2);
    private static final int ACCOUNTS = 50;
    private static final int SERVICES = 40;
    private static final long MIB = 1 << 20;

    @Test
    void memory_stays_flat() throws IOException {
        try (Cloud cloud = new Cloud()) {
            AwsCostExplorer provider =
                    AwsCostExplorer.using(cloud.client).withClock(FixedClock.at("2026-08-01T12:00:00Z"));
            Counting counting = new Counting();
            fetchMonth(provider, 0, new Counting());
            cloud.page(FIRST);
            long before = heap();

            long start = System.nanoTime();
            for (int month = 0; month < MONTHS; month++) {
                fetchMonth(provider, month, counting);
            }
            long fetched = System.nanoTime() - start;
            long grown = heap() - before;
            start = System.nanoTime();
            int groups = 0;
            for (int month = 0; month < MONTHS; month++) {
                for (LocalDate day = FIRST.plusMonths(month);
                        day.isBefore(FIRST.plusMonths(month + 1L));
                        day = day.plusDays(1)) {
                    groups += cloud.page(day);
                }
            }
            long paged = System.nanoTime() - start;
            System.out.printf(
                    Locale.ROOT,
                    "%d records of %d months: fetched in %.1f s, %.2f times what a bare client takes; heap %+.1f MiB%n",
                    counting.records,
                    MONTHS,
                    fetched / 1e9,
                    (double) fetched / paged,
                    (double) grown / MIB);

            assertThat(counting.records).isEqualTo(groups);
            assertThat(counting.paidCalls).isEqualTo(counting.days);
            assertThat(counting.billed)
                    .isEqualByComparingTo(new BigDecimal("0.1234567891").multiply(new BigDecimal(groups)));
            assertThat(grown).isLessThan(50 * MIB);
        }
    }

    private static void fetchMonth(AwsCostExplorer provider, int month, CostReceiver receiver) {
        provider.fetch(
                provider.accounts().get(0),
                new DayRange(FIRST.plusMonths(month), FIRST.plusMonths(month + 1L)),
                receiver);
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }

    private static final class Counting implements CostReceiver {
        int records;
        int days;
        int paidCalls;
        BigDecimal billed = BigDecimal.ZERO;

        @Override
        public void partition(CostPartition partition) {
            days++;
            partition.records().forEach(record -> {
                records++;
                billed = billed.add(record.cost(CostMetric.BILLED));
            });
        }

        @Override
        public void refused(Refusal refusal) {
            throw new AssertionError(refusal.toString());
        }

        @Override
        public void paidCall() {
            paidCalls++;
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

        /** What a bare client does for a page; how many groups it has. */
        int page(LocalDate day) {
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
