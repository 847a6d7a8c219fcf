package io.smartcost.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Prints JMH's results as the tables of the README, with the ratios and the goals. */
public final class Compare {
    private static final List<BenchmarkQuery> BY_ROLLUP =
            List.of(BenchmarkQuery.Q1, BenchmarkQuery.Q2, BenchmarkQuery.Q5, BenchmarkQuery.Q6);
    private static final String REPLACE = "ReplaceDayBenchmark.whileAsked";

    private final Results results;

    private Compare(Results results) {
        this.results = results;
    }

    /** @param args the directory with JMH's JSON files */
    public static void main(String[] args) {
        Compare compare = new Compare(new Results(Path.of(args[0])));
        compare.aggregation();
        compare.limit();
        compare.repeated();
        compare.replace();
        compare.load();
        compare.footprint();
        compare.jdbc();
    }

    private void aggregation() {
        title("Eight questions about " + rows("AggregationBenchmark.smartcost"));
        header("", "smartcost", "smartcostScan", "DuckDB", "streams", "DuckDB ÷ scan", "DuckDB ÷ smartcost", "goal");
        for (BenchmarkQuery query : BenchmarkQuery.values()) {
            row(
                    query + " " + query.title(),
                    time(aggregation("smartcost", query)),
                    time(aggregation("smartcostScan", query)),
                    time(aggregation("duckdb", query)),
                    time(aggregation("streams", query)),
                    number(overScan(query)),
                    number(aggregation("duckdb", query) / aggregation("smartcost", query)),
                    "scan ≥ 4, aim 8" + (BY_ROLLUP.contains(query) ? "; smartcost ≥ 200, aim 1,000" : ""));
        }
        row("median", "", "", "", "", number(median(this::overScan)), "", "scan ≥ 12, aim 20");
    }

    private double aggregation(String method, BenchmarkQuery query) {
        return results.score("AggregationBenchmark." + method, query.name());
    }

    private double overScan(BenchmarkQuery query) {
        return aggregation("duckdb", query) / aggregation("smartcostScan", query);
    }

    private static double median(ToDoubleFunction<BenchmarkQuery> ratio) {
        double[] sorted = Arrays.stream(BenchmarkQuery.values())
                .mapToDouble(ratio)
                .sorted()
                .toArray();
        return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    }

    private void limit() {
        title("The limit of a scan: eight bytes a row, added up, " + rows("MemoryBandwidth.twoThreads"));
        header("", "time", "Q1 scan ÷ it", "goal");
        double scan = aggregation("smartcostScan", BenchmarkQuery.Q1);
        double one = results.score("MemoryBandwidth.oneThread");
        double two = results.score("MemoryBandwidth.twoThreads");
        row("one thread", time(one), number(scan / one), "");
        row("two threads", time(two), number(scan / two), "≤ 2.0, aim 1.3");
    }

    private void repeated() {
        title("The same question again, nothing changed, " + rows("RepeatedQueryBenchmark.smartcost"));
        header("", "smartcost p50", "smartcost p99", "DuckDB p50", "DuckDB p99", "goal");
        for (String query : List.of("Q1", "Q2", "Q4")) {
            row(
                    query,
                    repeated("smartcost", query, "50.0"),
                    repeated("smartcost", query, "99.0"),
                    repeated("duckdb", query, "50.0"),
                    repeated("duckdb", query, "99.0"),
                    "p99 ≤ 100 µs, aim 20 µs");
        }
        row(
                "one indexed row",
                "",
                "",
                repeated("duckdbIndexed", "", "50.0"),
                repeated("duckdbIndexed", "", "99.0"),
                "");
    }

    private String repeated(String method, String query, String percent) {
        return time(results.percentile("RepeatedQueryBenchmark." + method, query, percent));
    }

    private void replace() {
        title("Replacing one day while another thread asks without a pause, " + rows(REPLACE));
        header("", "p50", "p99", "longest", "goal");
        row("replace", replaced("replace"), "p99 ≤ 20 ms, aim 5 ms");
        row("queries meanwhile", replaced("query"), "none fails or waits");
    }

    private void row(String name, List<String> times, String goal) {
        row(Stream.of(List.of(name), times, List.of(goal)).flatMap(List::stream).toArray(String[]::new));
    }

    private List<String> replaced(String method) {
        return Stream.of("50.0", "99.0", "100.0")
                .map(percent -> time(results.percentileIn(REPLACE, method, percent)))
                .toList();
    }

    private void load() {
        title("Loading a CSV file of " + rows("LoadBenchmark.smartcost"));
        header("", "rows a second", "÷ FastCSV alone", "goal");
        double alone = results.counter("LoadBenchmark.fastCsvAlone", "rows");
        for (String method : List.of("smartcost", "fastCsvAlone", "duckdb")) {
            double rows = results.counter("LoadBenchmark." + method, "rows");
            row(method, whole(rows), two(rows / alone), method.equals("smartcost") ? "≥ 0.6, aim 0.9" : "");
        }
    }

    private void footprint() {
        title("Bytes a row, " + rows("FootprintBenchmark.smartcost"));
        header("", "counted by itself", "on the heap", "goal");
        for (String method : List.of("smartcost", "smartcostAsked", "duckdb", "records")) {
            row(
                    method,
                    bytes(results.counter("FootprintBenchmark." + method, "countedPerRow")),
                    bytes(results.counter("FootprintBenchmark." + method, "heapPerRow")),
                    method.startsWith("smartcost") ? "≤ 32, aim 22" : "");
        }
    }

    private void jdbc() {
        title("The store in a database, " + rows("JdbcStoreBenchmark.firstQuery") + ", and one day of 10,000");
        header("", "smartcost", "the database by hand", "ratio", "goal");
        for (String database : List.of("DUCKDB", "POSTGRESQL")) {
            jdbc(database, "write a day", "writeDay", "bulkLoad", "≤ 2.0");
            jdbc(database, "first query", "firstQuery", "handWritten", "≤ 1.2");
            document(database);
        }
    }

    private void jdbc(String database, String what, String ours, String byHand, String goal) {
        double store = results.scoreIn("JdbcStoreBenchmark." + ours, database);
        double bare = results.scoreIn("JdbcStoreBenchmark." + byHand, database);
        row(database + ": " + what, time(store), time(bare), two(store / bare), goal);
    }

    private void document(String database) {
        double store = results.medianIn("JdbcStateBenchmark.smartcost", database);
        double bare = results.medianIn("JdbcStateBenchmark.bare", database);
        row(database + ": read a document, p50", time(store), time(bare), two(store / bare), "≤ 1.5");
    }

    private String rows(String method) {
        return whole(Double.parseDouble(results.rows(method))) + " rows";
    }

    private static void title(String text) {
        System.out.println("\n**" + text + "**\n");
    }

    private static void header(String... cells) {
        row(cells);
        row(Stream.concat(Stream.of("---"), Stream.generate(() -> "---:").limit(cells.length - 1L))
                .toArray(String[]::new));
    }

    private static void row(String... cells) {
        System.out.println("| " + String.join(" | ", cells) + " |");
    }

    private static String time(double micros) {
        return micros < 1_000
                ? number(micros) + " µs"
                : micros < 1_000_000 ? number(micros / 1_000) + " ms" : number(micros / 1_000_000) + " s";
    }

    private static String bytes(double perRow) {
        return perRow == 0 ? "–" : number(perRow);
    }

    /** About three digits. */
    private static String number(double value) {
        return value < 10 ? two(value) : value < 100 ? String.format(Locale.ROOT, "%.1f", value) : whole(value);
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
