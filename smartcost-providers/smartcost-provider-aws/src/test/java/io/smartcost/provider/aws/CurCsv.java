package io.smartcost.provider.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows of a CUR 2.0 as CSV: the columns are those that any row has. */
final class CurCsv {
    private final List<Map<String, String>> rows = new ArrayList<>();
    private final Set<String> columns = new LinkedHashSet<>();

    /** @param cells pairs of a column and what stands in it, besides those that every row has */
    CurCsv row(String day, String type, String unblended, String... cells) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("line_item_usage_start_date", day + "T05:00:00.000Z");
        row.put("line_item_currency_code", "USD");
        row.put("line_item_line_item_type", type);
        row.put("line_item_unblended_cost", unblended);
        for (int i = 0; i < cells.length; i += 2) {
            row.put(cells[i], cells[i + 1]);
        }
        columns.addAll(row.keySet());
        rows.add(row);
        return this;
    }

    /** Makes it a column of the file, whether a row has it or not. */
    CurCsv column(String... names) {
        columns.addAll(List.of(names));
        return this;
    }

    @Override
    public String toString() {
        StringBuilder csv = new StringBuilder(String.join(",", columns)).append('\n');
        for (Map<String, String> row : rows) {
            csv.append(columns.stream()
                            .map(column -> row.getOrDefault(column, ""))
                            .map(CurCsv::quoted)
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        return csv.toString();
    }

    private static String quoted(String cell) {
        return cell.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n')
                ? '"' + cell.replace("\"", "\"\"") + '"'
                : cell;
    }
}
