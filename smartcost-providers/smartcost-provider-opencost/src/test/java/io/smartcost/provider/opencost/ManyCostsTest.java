package io.smartcost.provider.opencost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.smartcost.model.DayRange;
import io.smartcost.sync.SyncPolicy;
import io.smartcost.testkit.FixedClock;
import io.smartcost.testkit.SyncFigures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Months of 50 namespaces with 40 controllers, from a server that has its answers ready. {@code -Dsmartcost.months=12} for a year, as
 * the README has it.
 */
class ManyCostsTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 8, 1);
    private static final int MONTHS = Integer.getInteger("smartcost.months", 2);
    private static final int NAMESPACES = 50;
    private static final int CONTROLLERS = 40;
    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void a_sync_leaves_nothing_in_memory_and_asks_for_each_day_once() throws IOException {
        DayRange days = new DayRange(FIRST, FIRST.plusMonths(MONTHS));
        FixedClock clock = FixedClock.at(days.end().minusDays(1) + "T12:00:00Z");
        try (Server server = new Server()) {
            OpenCost provider = OpenCost.of(Cluster.at("prod", server.uri())).withClock(clock);

            SyncFigures figures = SyncFigures.measure(provider, days, clock, folder, () -> server.read(days));

            System.out.println(figures);
            assertThat(figures.records()).isEqualTo((long) days.length() * NAMESPACES * CONTROLLERS);
            assertThat(figures.paidCalls()).isZero();
            assertThat(figures.heapGrowth()).isLessThan(50 * MIB);
            int syncs = 2;
            int fetches = 1;
            int bareReadings = 2;
            assertThat(server.calls)
                    .hasValue((syncs + fetches + bareReadings) * days.length() + SyncPolicy.DEFAULT.restatedDays());
        }
    }

    private static final class Server implements AutoCloseable {
        final AtomicInteger calls = new AtomicInteger();

        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        Server() throws IOException {
            byte[] answer = ("{\"code\":200,\"data\":[" + allocations() + "]}").getBytes(StandardCharsets.UTF_8);
            server.createContext("/", exchange -> {
                calls.incrementAndGet();
                SyncFigures.takeTime();
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
        }

        private static String allocations() {
            StringJoiner allocations = new StringJoiner(",", "{", "}");
            for (int i = 0; i < NAMESPACES * CONTROLLERS; i++) {
                String name = "one/ns-%d/deployment/deployment:app-%d".formatted(i / CONTROLLERS, i % CONTROLLERS);
                allocations.add(
                        "\"%s\":{\"name\":\"%1$s\",\"properties\":{\"cluster\":\"one\",\"namespace\":\"ns-%d\",\"controllerKind\":\"deployment\",\"controller\":\"app-%d\"},\"minutes\":1440,\"cpuCoreHours\":24.5,\"cpuCost\":1.23456,\"cpuCostAdjustment\":0,\"ramCost\":0,\"totalCost\":1.23456}"
                                .formatted(name, i / CONTROLLERS, i % CONTROLLERS));
            }
            return allocations.toString();
        }

        URI uri() {
            return URI.create("http://localhost:" + server.getAddress().getPort());
        }

        /** What a client does that only reads; how many allocations there were. */
        long read(DayRange days) {
            ObjectMapper json = new ObjectMapper();
            return days.days()
                    .mapToLong(day -> {
                        HttpRequest request = HttpRequest.newBuilder(uri().resolve("/allocation?window=" + day))
                                .build();
                        try {
                            String answer = client.send(request, HttpResponse.BodyHandlers.ofString())
                                    .body();
                            return json.readTree(answer).at("/data/0").size();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .sum();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
