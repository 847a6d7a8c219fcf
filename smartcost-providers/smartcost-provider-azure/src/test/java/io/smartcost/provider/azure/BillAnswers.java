package io.smartcost.provider.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Answers questions from a bill as Cost Management does: grouped, in pages, with columns in an order and case that differ from page
 * to page, and numbers with all their digits.
 */
final class BillAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();

    final Bill bill;
    int pageSize = 1000;
    String costColumn = "Cost";
    boolean datesAsText;
    long order;

    BillAnswers(Bill bill) {
        this.bill = bill;
    }

    private record Key(LocalDate day, String currency, List<String> values) {}

    /**
     * @param page from 0 on
     * @param next the address of a page
     */
    String answer(JsonNode question, int page, IntFunction<String> next) {
        String type = question.get("type").asText();
        LocalDate from = day(question.at("/timePeriod/from").asText());
        LocalDate to = day(question.at("/timePeriod/to").asText());
        List<String> columns = new ArrayList<>(List.of("$cost", "UsageDate", "Currency"));
        List<JsonNode> groupings = new ArrayList<>();
        question.at("/dataset/grouping").forEach(groupings::add);
        for (JsonNode grouping : groupings) {
            if (grouping.get("type").asText().equals("TagKey")) {
                columns.addAll(List.of("TagKey", "TagValue"));
            } else {
                columns.add(grouping.get("name").asText());
            }
        }
        Map<Key, BigDecimal> sums = new LinkedHashMap<>();
        for (Charge charge : bill.charges) {
            BigDecimal cost = charge.costs().get(type);
            if (cost != null && !charge.day().isBefore(from) && !charge.day().isAfter(to)) {
                List<String> values = new ArrayList<>();
                groupings.forEach(grouping -> addValues(charge, grouping, values));
                sums.merge(new Key(charge.day(), charge.currency(), values), cost, BigDecimal::add);
            }
        }
        Random random = new Random(order * 31 + type.length() + page);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            places.add(i);
        }
        Collections.shuffle(places, random);
        boolean lowerCase = random.nextBoolean();
        boolean rowsFirst = random.nextBoolean();
        String named = places.stream()
                .map(i -> columns.get(i).equals("$cost") ? costColumn : columns.get(i))
                .map(name -> "{\"name\":" + quoted(lowerCase ? name.toLowerCase(Locale.ROOT) : name)
                        + ",\"type\":\"String\"}")
                .collect(Collectors.joining(",", "\"columns\":[", "]"));
        List<Map.Entry<Key, BigDecimal>> all = new ArrayList<>(sums.entrySet());
        int start = page * pageSize;
        int end = Math.min(all.size(), start + pageSize);
        String rows = all.subList(Math.min(start, end), end).stream()
                .map(entry -> row(entry.getKey(), entry.getValue(), places))
                .collect(Collectors.joining(",", "\"rows\":[", "]"));
        String link = "\"nextLink\":" + (end < all.size() ? quoted(next.apply(page + 1)) : "null");
        return "{\"id\":\"x\",\"properties\":{" + link + "," + (rowsFirst ? rows + "," + named : named + "," + rows)
                + "},\"type\":\"Microsoft.CostManagement/query\"}";
    }

    private static void addValues(Charge charge, JsonNode grouping, List<String> values) {
        String name = grouping.get("name").asText();
        if (!grouping.get("type").asText().equals("TagKey")) {
            values.add(charge.values().get(name));
            return;
        }
        Map.Entry<String, String> tag = charge.tags().entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
        values.add(tag == null ? null : tag.getKey());
        values.add(tag == null ? "" : tag.getValue());
    }

    private String row(Key key, BigDecimal cost, List<Integer> places) {
        List<String> cells = new ArrayList<>();
        cells.add(cost.toString());
        cells.add(
                datesAsText ? quoted(key.day + "T00:00:00") : key.day.toString().replace("-", ""));
        cells.add(quoted(key.currency));
        key.values.forEach(value -> cells.add(value == null ? "null" : quoted(value)));
        return places.stream().map(cells::get).collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    private static LocalDate day(String time) {
        return LocalDate.parse(time.substring(0, 10));
    }
}
