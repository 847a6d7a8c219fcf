package io.smartcost.benchmarks;

import io.smartcost.query.CostTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a side answers: for each row its key and then its value, without needless zeros, to be compared with the others'. */
record Answer(List<List<String>> rows) {
    static Answer of(CostTable table) {
        List<List<String>> rows = new ArrayList<>();
        for (CostTable.Row row : table.rows()) {
            List<String> cells = new ArrayList<>();
            row.key().forEach(part -> cells.add(String.valueOf(part)));
            cells.add(row.value() == null ? "null" : row.value().toPlainString());
            rows.add(cells);
        }
        return new Answer(rows);
    }

    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** DuckDB's answer, which is kept in a file: to load the data again for each of many measurements would take longer than they. */
    static Answer expected(BenchmarkData data, BenchmarkQuery query) throws SQLException, IOException {
        Path file = file(data, query);
        if (!Files.exists(file)) {
            try (DuckDbSide duckDb = new DuckDbSide(data)) {
                for (BenchmarkQuery each : BenchmarkQuery.values()) {
                    Files.write(file(data, each), duckDb.answer(each.sql()).lines());
                }
            }
        }
        return new Answer(Files.readAllLines(file).stream()
                .map(line -> List.of(line.split("\t")))
                .toList());
    }

    /** Another question or other data has another file. */
    private static Path file(BenchmarkData data, BenchmarkQuery query) {
        return data.file(
                "answer-" + query + "-" + Integer.toHexString(query.sql().hashCode()), "tsv");
    }

    private List<String> lines() {
        return rows.stream().map(cells -> String.join("\t", cells)).toList();
    }

    void mustEqual(Answer other, String question) {
        if (!rows.equals(other.rows)) {
            throw new IllegalStateException(question + ": the sides disagree, " + rows.size() + " rows beginning with "
                    + rows.stream().limit(3).toList() + " against " + other.rows.size() + " beginning with "
                    + other.rows.stream().limit(3).toList());
        }
    }
}
