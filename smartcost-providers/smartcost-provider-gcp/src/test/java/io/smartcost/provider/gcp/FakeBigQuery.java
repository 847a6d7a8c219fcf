package io.smartcost.provider.gcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;

/**
 * Speaks as much of BigQuery's REST interface as the client needs, and runs the statements on DuckDB. It keeps a table, counts the
 * queries that would be billed, and does wrong what it is told to.
 */
final class FakeBigQuery implements AutoCloseable {
    static final String TABLE = "billing.costs.gcp_billing_export_v1_0123AB_4567CD_89EF01";
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // Else each answer waits for the acknowledgement of its header, 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Answers in the place of the server. */
    interface Fault {
        void answer(HttpExchange exchange) throws IOException;
    }

    final BigQuery client;
    final List<Ask> asked = Collections.synchronizedList(new ArrayList<>());
    final List<String> statements = Collections.synchronizedList(new ArrayList<>());
    final List<JsonNode> inserted = Collections.synchronizedList(new ArrayList<>());
    /** The numbers that were sent as costs and credits, as they stood in the rows. */
    final List<String> sentAmounts = Collections.synchronizedList(new ArrayList<>());

    /** How often a query is still running when it is asked for. */
    volatile int pollsUntilDone;
    /** Ends jobs with this error. */
    volatile JsonNode jobError;

    volatile Instant created = Instant.parse("2026-01-10T08:00:00Z");
    /** When the table was last loaded; unless set, it always just was. */
    volatile Instant loaded = Instant.parse("2999-01-01T00:00:00Z");

    volatile ObjectNode partitioning = JSON.createObjectNode().put("type", "DAY");
    volatile String location = "EU";
    volatile boolean missing;
    volatile long bytesPerRow = 100;

    /** Names the page after each, in the place of the right one. */
    volatile Supplier<String> pageTokens;
    /** Sends rows from the last to the first. */
    volatile boolean reversed;

    /** Answers with these instead of running anything. */
    volatile PreparedPages prepared;
    /** What a query is said to read besides the rows. */
    volatile long emptyBytes;

    private final boolean ownTable;
    private final DuckDbTable table;
    private final Map<Ask, Deque<Fault>> faults = new ConcurrentHashMap<>();
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private static final class Job {
        JsonNode request;
        int polls;
        boolean cancelled;
        List<ArrayNode> rows = List.of();
    }

    FakeBigQuery(ExportSchema schema, List<Usage> rows) {
        this(new DuckDbTable(schema), true);
        table.add(rows);
    }

    /** Over a table that others use too: it is not closed. */
    FakeBigQuery(DuckDbTable table) {
        this(table, false);
    }

    private FakeBigQuery(DuckDbTable table, boolean ownTable) {
        this.table = table;
        this.ownTable = ownTable;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
        client = BigQueryOptions.newBuilder()
                .setHost("http://localhost:" + server.getAddress().getPort())
                .setProjectId("payer")
                .setCredentials(NoCredentials.getInstance())
                .build()
                .getService();
    }

    FakeBigQuery add(List<Usage> rows) {
        table.add(rows);
        return this;
    }

    /** Answers so the next time that this is asked. */
    FakeBigQuery fault(Ask ask, Fault fault) {
        faults.computeIfAbsent(ask, a -> new ArrayDeque<>()).add(fault);
        return this;
    }

    /** The queries that are billed: every one that was started. */
    long billed() {
        return asked.stream().filter(Ask.INSERT::equals).count();
    }

    /** How many of them were for costs. */
    long billedForCosts() {
        return inserted.stream()
                .filter(job -> job.at("/configuration/query/query").asText().contains("@end"))
                .count();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try {
            boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            InputStream sent = exchange.getRequestBody();
            String body = new String((gzip ? new GZIPInputStream(sent) : sent).readAllBytes(), StandardCharsets.UTF_8);
            JsonNode request = body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
            String path = exchange.getRequestURI().getPath();
            Ask ask = Ask.of(exchange.getRequestMethod(), path, request);
            asked.add(ask);
            Deque<Fault> waiting = faults.get(ask);
            Fault fault = waiting == null ? null : waiting.poll();
            if (fault != null) {
                fault.answer(exchange);
                return;
            }
            if (prepared != null && ask == Ask.PAGE && !jobs.containsKey(path.split("/")[8])) {
                send(
                        exchange,
                        200,
                        prepared.page(path.split("/")[8], parameters(exchange).get("pageToken")));
                return;
            }
            send(exchange, 200, answer(ask, exchange, path, request).toString());
        } catch (Faults.Refused e) {
            send(exchange, e.status, e.body());
        } catch (RuntimeException | IOException e) {
            e.printStackTrace();
            send(exchange, 400, Faults.error(400, "invalidQuery", String.valueOf(e.getMessage())));
        } finally {
            exchange.close();
        }
    }

    private JsonNode answer(Ask ask, HttpExchange exchange, String path, JsonNode request) {
        return switch (ask) {
            case TABLE -> table();
            case DRY_RUN, INSERT -> start(request);
            case JOB -> described(path.split("/")[6], known(path.split("/")[6]), 0);
            case CANCEL -> cancel(path);
            case PAGE -> page(exchange, path.split("/")[8]);
        };
    }

    private JsonNode table() {
        if (missing) {
            throw new Faults.Refused(404, "notFound", "Not found: Table " + TABLE);
        }
        return Answers.table(table.schema, location, created, loaded, partitioning);
    }

    private JsonNode start(JsonNode request) {
        String id = request.at("/jobReference/jobId").asText();
        JsonNode query = request.at("/configuration/query");
        boolean dryRun = request.at("/configuration/dryRun").asBoolean();
        String statement = query.get("query").asText();
        String duckDb = Translation.toDuckDb(statement, query.path("queryParameters"));
        long bytes = emptyBytes + table.rows(duckDb) * bytesPerRow;
        statements.add(statement);
        Job job = new Job();
        job.request = request;
        if (!dryRun) {
            inserted.add(request);
            if (bytes > query.get("maximumBytesBilled").asLong()) {
                jobError = JSON.createObjectNode()
                        .put("reason", "bytesBilledLimitExceeded")
                        .put("message", "Query exceeded limit for bytes billed");
            } else if (prepared == null || !PreparedPages.isFor(request)) {
                job.rows = table.query(duckDb, sentAmounts);
                if (reversed) {
                    Collections.reverse(job.rows);
                }
            }
            job.polls = pollsUntilDone;
            jobs.put(id, job);
        }
        return described(id, job, bytes);
    }

    private ObjectNode described(String id, Job job, long bytes) {
        boolean done = job.polls-- <= 0;
        String result = prepared == null || !PreparedPages.isFor(job.request) ? id : PreparedPages.result(job.request);
        return Answers.job(id, job.request, result, bytes, done, done ? jobError : null);
    }

    private JsonNode cancel(String path) {
        String[] parts = path.split("/");
        String id = parts[parts.length - 2];
        known(id).cancelled = true;
        ObjectNode answer = JSON.createObjectNode().put("kind", "bigquery#jobCancelResponse");
        answer.set("job", described(id, known(id), 0));
        return answer;
    }

    boolean cancelled() {
        return jobs.values().stream().anyMatch(job -> job.cancelled);
    }

    private static Map<String, String> parameters(HttpExchange exchange) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : exchange.getRequestURI().getQuery().split("&")) {
            parameters.put(parameter.split("=")[0], parameter.split("=")[1]);
        }
        return parameters;
    }

    private JsonNode page(HttpExchange exchange, String id) {
        Map<String, String> parameters = parameters(exchange);
        List<ArrayNode> rows = known(id).rows;
        int from = Integer.parseInt(parameters.getOrDefault("pageToken", "0"));
        int to = Math.min(rows.size(), from + Integer.parseInt(parameters.get("maxResults")));
        String next = pageTokens == null ? Integer.toString(to) : pageTokens.get();
        return Answers.page(rows.size(), rows.subList(from, to), to < rows.size() ? next : null);
    }

    private Job known(String id) {
        Job job = jobs.get(id);
        if (job == null) {
            throw new Faults.Refused(404, "notFound", "Not found: Job " + id);
        }
        return job;
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** The sum of all costs and credits that were sent, each as its shortest decimal. */
    BigDecimal sent() {
        return sentAmounts.stream()
                .map(text -> Shortest.of(Double.parseDouble(text)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        if (ownTable) {
            table.close();
        }
    }
}
