package io.smartcost.provider.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Answers GetCostAndUsage over a bill as Cost Explorer does: groups, filters, pages, and rounding if wanted. */
final class BillAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();

    final Bill bill;
    int pageSize = 1_000;
    boolean rounding;
    /** From this day on figures are estimated. */
    LocalDate estimatedFrom = LocalDate.MAX;

    BillAnswers(Bill bill) {
        this.bill = bill;
    }

    String answer(JsonNode request) {
        List<String> by = new ArrayList<>();
        request.path("GroupBy")
                .forEach(group -> by.add((group.path("Type").asText().equals("TAG") ? "tag:" : "")
                        + group.path("Key").asText()));
        if (by.size() > 2) {
            throw new AssertionError("Cost Explorer groups by two things at most, not by " + by);
        }
        boolean hourly = request.path("Granularity").asText().equals("HOURLY");
        List<ObjectNode> items = new ArrayList<>();
        Set<String> accounts = new TreeSet<>();
        ChronoUnit step = hourly ? ChronoUnit.HOURS : ChronoUnit.DAYS;
        Instant end = time(request.path("TimePeriod").path("End").asText(), hourly);
        for (Instant start = time(request.path("TimePeriod").path("Start").asText(), hourly);
                start.isBefore(end);
                start = start.plus(1, step)) {
            Instant from = start;
            List<Charge> charges = bill.charges.stream()
                    .filter(charge -> charge.hour().truncatedTo(step).equals(from))
                    .filter(charge -> matches(request.path("Filter"), charge))
                    .toList();
            items.addAll(period(from, from.plus(1, step), hourly, by, charges, request.path("Metrics")));
            charges.forEach(charge -> accounts.add(charge.value("LINKED_ACCOUNT")));
        }
        return page(items, by.contains("LINKED_ACCOUNT") ? accounts : Set.of(), request);
    }

    private List<ObjectNode> period(
            Instant start, Instant end, boolean hourly, List<String> by, List<Charge> charges, JsonNode metrics) {
        List<ObjectNode> items = new ArrayList<>();
        Map<String, List<Charge>> groups = charges.stream()
                .collect(Collectors.groupingBy(
                        charge -> by.stream()
                                .map(name ->
                                        (name.startsWith("tag:") ? name.substring(4) + "$" : "") + charge.value(name))
                                .collect(Collectors.joining("\n")),
                        TreeMap::new,
                        Collectors.toList()));
        if (by.isEmpty()) {
            ObjectNode item = item(start, end, hourly);
            item.set("Total", sums(charges, metrics));
            items.add(item);
        } else if (groups.isEmpty()) {
            items.add(item(start, end, hourly));
        } else {
            groups.forEach((keys, members) -> {
                ObjectNode item = item(start, end, hourly);
                ObjectNode group = ((ArrayNode) item.get("Groups")).addObject();
                List.of(keys.split("\n", -1)).forEach(group.putArray("Keys")::add);
                group.set("Metrics", sums(members, metrics));
                items.add(item);
            });
        }
        return items;
    }

    private ObjectNode item(Instant start, Instant end, boolean hourly) {
        ObjectNode item = JSON.createObjectNode();
        item.putObject("TimePeriod").put("Start", text(start, hourly)).put("End", text(end, hourly));
        item.putObject("Total");
        item.putArray("Groups");
        item.put("Estimated", !LocalDate.ofInstant(start, ZoneOffset.UTC).isBefore(estimatedFrom));
        return item;
    }

    private ObjectNode sums(List<Charge> charges, JsonNode metrics) {
        ObjectNode sums = JSON.createObjectNode();
        Set<String> currencies = charges.stream().map(Charge::currency).collect(Collectors.toSet());
        Set<String> units = charges.stream().map(Charge::unit).collect(Collectors.toSet());
        if (currencies.size() > 1) {
            throw new AssertionError("A bill has one currency, so this question makes no sense: " + currencies);
        }
        for (JsonNode metric : metrics) {
            boolean quantity = metric.asText().equals("UsageQuantity");
            BigDecimal sum = charges.stream()
                    .map(charge -> quantity ? charge.quantity() : charge.costs().get(metric.asText()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            String currency =
                    currencies.isEmpty() ? "USD" : currencies.iterator().next();
            sums.putObject(metric.asText())
                    .put("Amount", (rounding ? sum.setScale(10, RoundingMode.HALF_UP) : sum).toPlainString())
                    .put("Unit", quantity ? units.size() == 1 ? units.iterator().next() : "N/A" : currency);
        }
        return sums;
    }

    private String page(List<ObjectNode> items, Set<String> accounts, JsonNode request) {
        int page = request.hasNonNull("NextPageToken")
                ? Integer.parseInt(request.get("NextPageToken").asText().substring("page-".length()))
                : 0;
        ObjectNode answer = JSON.createObjectNode();
        answer.set("GroupDefinitions", request.path("GroupBy"));
        ArrayNode results = answer.putArray("ResultsByTime");
        ObjectNode open = null;
        for (ObjectNode item : items.subList(page * pageSize, Math.min(items.size(), (page + 1) * pageSize))) {
            if (open != null && open.get("TimePeriod").equals(item.get("TimePeriod"))) {
                ((ArrayNode) open.get("Groups")).addAll((ArrayNode) item.get("Groups"));
            } else {
                open = item.deepCopy();
                results.add(open);
            }
        }
        ArrayNode names = answer.putArray("DimensionValueAttributes");
        accounts.forEach(account -> names.addObject()
                .put("Value", account)
                .putObject("Attributes")
                .put("description", "account " + account));
        if ((page + 1) * pageSize < items.size()) {
            answer.put("NextPageToken", "page-" + (page + 1));
        }
        return answer.toString();
    }

    static boolean matches(JsonNode filter, Charge charge) {
        if (filter.has("And")) {
            boolean all = true;
            for (JsonNode part : filter.get("And")) {
                all &= matches(part, charge);
            }
            return all;
        }
        if (filter.has("Not")) {
            return !matches(filter.get("Not"), charge);
        }
        boolean tag = filter.has("Tags");
        JsonNode values = tag ? filter.get("Tags") : filter.path("Dimensions");
        if (values.isMissingNode()) {
            return true;
        }
        // Only values that there are: how the absent ones are to be asked for is not documented.
        String value =
                charge.values().get((tag ? "tag:" : "") + values.get("Key").asText());
        for (JsonNode accepted : values.get("Values")) {
            if (accepted.asText().equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static Instant time(String text, boolean hourly) {
        return hourly
                ? Instant.parse(text)
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static String text(Instant time, boolean hourly) {
        return hourly
                ? time.toString()
                : LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    }
}
