package io.smartcost.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The same sums as {@link FocusSummary}, from a parser and an adder that share nothing with it and can be seen to be right. */
final class ObviousSummary {
    private static final List<String> COSTS = List.of("BilledCost", "EffectiveCost", "ListCost", "ContractedCost");

    final Set<String> refused = new HashSet<>();
    /** By currency; and by key and currency. An unknown sum is null. */
    final Map<String, BigDecimal> totals = new HashMap<>();

    final Map<List<String>, BigDecimal> groups = new HashMap<>();
    int read;

    private final List<String> by;
    private final String metric;
    private final LocalDate from;
    private final LocalDate to;

    ObviousSummary(List<String> by, String metric, LocalDate from, LocalDate to) {
        this.by = by;
        this.metric = metric;
        this.from = from;
        this.to = to;
    }

    void addFolder(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                if (name.endsWith(".gz")) {
                    addFile(
                            name,
                            new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(path))).readAllBytes());
                } else if (!name.endsWith(".json")) {
                    addFile(name, Files.readAllBytes(path));
                }
            }
        }
    }

    private void addFile(String name, byte[] content) {
        String text = new String(content, UTF_8).replace("\uFEFF", "").replace("\r\n", "\n");
        List<String> header = List.of();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean inQuotes = false;
        int line = 1;
        int lineOfRow = 1;
        for (char c : text.toCharArray()) {
            line += c == '\n' ? 1 : 0;
            // A quote within a quoted cell is written twice: it ends the quotes and begins them again.
            if (c == '"') {
                if (!inQuotes && cell.toString().endsWith("\u0000")) {
                    cell.setCharAt(cell.length() - 1, '"');
                } else if (inQuotes) {
                    cell.append('\u0000');
                }
                inQuotes = !inQuotes;
            } else if (inQuotes || (c != ',' && c != '\n')) {
                cell.append(c);
            } else {
                row.add(cell.toString().replace("\u0000", ""));
                cell.setLength(0);
                if (c == '\n') {
                    if (header.isEmpty()) {
                        header = row;
                    } else if (!row.equals(List.of(""))) {
                        addRow(name + ":" + lineOfRow, header, row);
                    }
                    row = new ArrayList<>();
                    lineOfRow = line;
                }
            }
        }
    }

    private void addRow(String place, List<String> header, List<String> cells) {
        Map<String, String> row = new HashMap<>();
        try {
            for (int i = 0; i < header.size(); i++) {
                String value = cells.get(i);
                row.put(header.get(i), value.equalsIgnoreCase("NULL") || value.isEmpty() ? null : value);
            }
            LocalDate day = day(row.get("ChargePeriodStart"));
            String currency = row.get("BillingCurrency").strip();
            JsonNode tags = tags(row.get("Tags"));
            Map<String, BigDecimal> costs = new HashMap<>();
            for (String cost : COSTS) {
                costs.put(
                        cost,
                        row.get(cost) == null
                                ? null
                                : new BigDecimal(row.get(cost).strip()));
            }
            if (cells.size() != header.size()) {
                throw new IllegalArgumentException("too long");
            }
            read++;
            if (!day.isBefore(from) && day.isBefore(to)) {
                add(row, tags, day, currency, costs.get(metric));
            }
        } catch (RuntimeException e) {
            refused.add(place);
        }
    }

    private void add(Map<String, String> row, JsonNode tags, LocalDate day, String currency, BigDecimal cost) {
        List<String> key = new ArrayList<>();
        for (String dimension : by) {
            key.add(
                    switch (dimension) {
                        case "SERVICE" -> row.get("ServiceName");
                        case "REGION" -> row.get("RegionId");
                        case "PROVIDER" -> row.get("ProviderName");
                        case "DAY" -> day.toString();
                        case "MONTH" -> day.toString().substring(0, 7);
                        case "tag:env" ->
                            tags.has("env")
                                    ? tags.get("env").textValue()
                                    : tags.path("Env").textValue();
                        default -> throw new AssertionError(dimension);
                    });
        }
        key.add(currency);
        merge(groups, key, cost);
        merge(totals, currency, cost);
    }

    /** Unlike {@link Map#merge} this keeps a key whose value is null. */
    private static <K> void merge(Map<K, BigDecimal> sums, K key, BigDecimal cost) {
        BigDecimal sum = sums.get(key);
        sums.put(key, sum == null ? cost : cost == null ? sum : sum.add(cost));
    }

    private static LocalDate day(String text) {
        if (text.contains("/")) {
            String[] parts = text.split("[/ ]");
            return LocalDate.of(Integer.parseInt(parts[2]), Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }
        return LocalDate.parse(text.substring(0, 10));
    }

    private static JsonNode tags(String text) {
        try {
            String json = text == null ? "{}" : text.startsWith("{") ? text : "{" + text + "}";
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
