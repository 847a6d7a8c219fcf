package io.smartcost.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.smartcost.model.CostMetric;
import io.smartcost.model.DayRange;
import io.smartcost.testkit.FixedClock;
import io.smartcost.testkit.SyncFigures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Months of 50 subscriptions with 40 services, from a server that has its pages of 1,000 rows ready. {@code -Dsmartcost.months=12} for a
 * year, as the README has it.
 */
class ManyCostsTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 8, 1);
    private static final int MONTHS = Integer.getInteger("smartcost.months", 1);
    private static final int SUBSCRIPTIONS = 50;
    private static final int SERVICES = 40;
    private static final int PAGES_A_DAY = SUBSCRIPTIONS * SERVICES / 1000;
    private static final int QUESTIONS = 2;
    /** The month that is not closed yet. */
    private static final int REREAD_DAYS =
            YearMonth.from(FIRST).plusMonths(MONTHS - 1L).lengthOfMonth();

    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void a_sync_leaves_nothing_in_memory_and_asks_for_each_page_once() throws IOException {
        DayRange days = new DayRange(FIRST, FIRST.plusMonths(MONTHS));
        FixedClock clock = FixedClock.at(days.end().minusDays(1) + "T12:00:00Z");
        try (Cloud cloud = new Cloud()) {
            AzureCostManagement provider = AzureCostManagement.using(
                            FakeCostManagement.pipeline(), FakeCostManagement.SCOPE)
                    .at(cloud.endpoint)
                    .withQuota(1_000_000, 1_000_000, 1_000_000)
                    .withClock(clock);

            SyncFigures figures = SyncFigures.measure(provider, days, clock, folder, () -> cloud.rows(days));

            System.out.println(figures);
            assertThat(figures.records()).isEqualTo((long) days.length() * SUBSCRIPTIONS * SERVICES);
            assertThat(figures.paidCalls()).isZero();
            assertThat(figures.heapGrowth()).isLessThan(50 * MIB);
            // Two whole syncs, one fetch, two bare clients, and one sync that reads a few days again.
            assertThat(cloud.requests.get()).isEqualTo((5L * days.length() + REREAD_DAYS) * PAGES_A_DAY * QUESTIONS);
        }
    }

    /** Two pages a day; the token of a page is its day and which of the two it is. */
    private static final class Cloud implements AutoCloseable {
        private static final String COLUMNS =
                "\"columns\":[{\"name\":\"Cost\",\"type\":\"Number\"},{\"name\":\"UsageDate\","
                        + "\"type\":\"Number\"},{\"name\":\"SubscriptionId\",\"type\":\"String\"},{\"name\":\"ServiceName\",\"type\":"
                        + "\"String\"},{\"name\":\"Currency\",\"type\":\"String\"}]";
        private static final JsonMapper JSON = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();

        final AtomicLong requests = new AtomicLong();
        final URI endpoint;
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final ExecutorService threads = Executors.newFixedThreadPool(2);

        Cloud() throws IOException {
            endpoint = URI.create(
                    "http://localhost:" + Integer.toString(server.getAddress().getPort()));
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                requests.incrementAndGet();
                SyncFigures.takeTime();
                String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                LocalDate last = LocalDate.parse(after(question, "\"to\":\""));
                String query = exchange.getRequestURI().getQuery();
                boolean first = !query.contains("$skiptoken=");
                LocalDate day = LocalDate.parse(first ? after(question, "\"from\":\"") : after(query, "$skiptoken="));
                int page = first ? 0 : Integer.parseInt(query.substring(query.length() - 1));
                String next = page + 1 < PAGES_A_DAY ? day + "_" + (page + 1) : day.plusDays(1) + "_0";
                boolean end = page + 1 == PAGES_A_DAY && day.equals(last);
                byte[] body = ("{\"properties\":{\"nextLink\":"
                                + (end
                                        ? "null"
                                        : "\"" + endpoint
                                                + exchange.getRequestURI().getPath() + "?$skiptoken=" + next + "\"")
                                + "," + COLUMNS + ",\"rows\":[" + rows(day, page) + "]}}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        private static String rows(LocalDate day, int page) {
            StringBuilder rows = new StringBuilder();
            String date = day.toString().replace("-", "");
            for (int i = page * 1000; i < (page + 1) * 1000; i++) {
                rows.append(i % 1000 == 0 ? "[0.1234567891234," : ",[0.1234567891234,")
                        .append(date)
                        .append(",\"00000000-0000-0000-0000-0000000000")
                        .append(10 + i / SERVICES)
                        .append("\",\"Azure Service ")
                        .append(i % SERVICES)
                        .append("\",\"EUR\"]");
            }
            return rows.toString();
        }

        private static String after(String text, String before) {
            int start = text.indexOf(before) + before.length();
            return text.substring(start, start + "2026-08-01".length());
        }

        /** What a bare client does; how many rows the pages have. */
        long rows(DayRange days) {
            long rows = 0;
            for (CostMetric metric : new CostMetric[] {CostMetric.BILLED, CostMetric.EFFECTIVE}) {
                String question = "{\"type\":\"" + QueryOptions.type(metric) + "\",\"timePeriod\":{\"from\":\""
                        + days.start() + "T00:00:00Z\",\"to\":\"" + days.end().minusDays(1) + "T23:59:59Z\"}}";
                String next = endpoint + "/query?api-version=1";
                while (next != null) {
                    HttpRequest request = new HttpRequest(HttpMethod.POST, next).setBody(question);
                    try (HttpResponse response =
                            FakeCostManagement.pipeline().send(request).block()) {
                        JsonNode properties = JSON.readTree(
                                        response.getBodyAsByteArray().block())
                                .get("properties");
                        rows += properties.get("rows").size();
                        next = properties.get("nextLink").isNull()
                                ? null
                                : properties.get("nextLink").asText();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
            return rows;
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
