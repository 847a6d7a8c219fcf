package io.smartcost.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What JMH wrote as JSON. */
final class Results {
    private final List<JsonNode> all = new ArrayList<>();

    /** @param directory has the files, and no others that end in {@code .json} */
    Results(Path directory) {
        JsonMapper mapper = new JsonMapper();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                mapper.readTree(Files.readString(file)).forEach(all::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param method such as {@code MemoryBandwidth.oneThread} */
    double score(String method) {
        return of(method, "").at("/primaryMetric/score").asDouble();
    }

    double score(String method, String query) {
        return of(method, query).at("/primaryMetric/score").asDouble();
    }

    double counter(String method, String name) {
        return of(method, "").at("/secondaryMetrics/" + name + "/score").asDouble();
    }

    double percentile(String method, String query, String percent) {
        return of(method, query)
                .at("/primaryMetric/scorePercentiles/" + percent)
                .asDouble();
    }

    /** Of one method of a group. */
    double percentileIn(String group, String method, String percent) {
        return of(group, "")
                .at("/secondaryMetrics/" + method + "/scorePercentiles/" + percent)
                .asDouble();
    }

    /** Of the run against one database. */
    double scoreIn(String method, String database) {
        return in(method, database).at("/primaryMetric/score").asDouble();
    }

    double medianIn(String method, String database) {
        return in(method, database).at("/primaryMetric/scorePercentiles/50.0").asDouble();
    }

    private JsonNode in(String method, String database) {
        return all.stream()
                .filter(result -> result.path("benchmark").asText().endsWith("." + method)
                        && result.at("/params/database").asText().equals(database))
                .findFirst()
                .orElseThrow(() -> missing(method, database));
    }

    String rows(String method) {
        return all.stream()
                .filter(result -> result.path("benchmark").asText().endsWith("." + method))
                .map(result -> result.at("/params/rows").asText())
                .findFirst()
                .orElseThrow(() -> missing(method, ""));
    }

    private JsonNode of(String method, String query) {
        return all.stream()
                .filter(result -> result.path("benchmark").asText().endsWith("." + method)
                        && result.at("/params/query").asText().equals(query))
                .findFirst()
                .orElseThrow(() -> missing(method, query));
    }

    private static IllegalStateException missing(String method, String query) {
        return new IllegalStateException(("There is no result of " + method + " " + query).strip()
                + ": did its run fail? Look for its exception above");
    }
}
