package io.smartcost.provider.gcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rows of a day, the same for every day but for the day: a page each, whose token is the next day. */
final class PreparedPages {
    private static final String DAY = "2000-01-01";
    private static final int HOURS = 24;

    private final byte[] rows;

    PreparedPages(int projects, int services) {
        TableFacts facts = new TableFacts(ExportSchema.DETAILED.types(), "EU", null, null, null, null);
        BillingQuery query = new BillingQuery(BillingTable.named(FakeBigQuery.TABLE), facts, null, true);
        rows = IntStream.range(0, projects * services)
                .mapToObj(i -> "{\"f\":["
                        + query.outputs().keySet().stream()
                                .map(output -> "{\"v\":" + value(output, i / services, i % services) + "}")
                                .collect(Collectors.joining(","))
                        + "]}")
                .collect(Collectors.joining(","))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String value(Output output, int project, int service) {
        return switch (output) {
            case DAY -> "\"" + DAY + "\"";
            case BILLING_ACCOUNT -> "\"0123AB-4567CD-89EF01\"";
            case INVOICE_MONTH -> "\"202508\"";
            case COST_TYPE -> "\"regular\"";
            case CURRENCY -> "\"USD\"";
            case SERVICE, SERVICE_ID, SKU, SKU_ID -> "\"" + output + " " + service + "\"";
            case PROJECT, PROJECT_ID -> "\"" + output + "-" + project + "\"";
            case REGION, LOCATION -> "\"europe-west1\"";
            case USAGE_UNIT -> "\"seconds\"";
            case LABELS -> "\"[{\\\"key\\\":\\\"team\\\",\\\"value\\\":\\\"team-" + project % 7 + "\\\"}]\"";
            case SYSTEM_LABELS, PROJECT_LABELS, RESOURCE_TAGS -> "\"[]\"";
            case IS_CREDIT -> "\"false\"";
            case CHARGES -> "\"" + HOURS + "\"";
            case COST, USAGE ->
                IntStream.range(0, HOURS)
                        .mapToObj(hour -> "{\"v\":\"" + (project * 1000 + service * 24 + hour) / 1e6 + "\"}")
                        .collect(Collectors.joining(",", "[", "]"));
            case CREDIT, LIST_COST, CONTRACTED_COST, PRICING_USAGE -> "[]";
            default -> "null";
        };
    }

    /** @param result the name of the table with the result, {@code start_end} */
    byte[] page(String result, String token) {
        String[] days = result.split("_");
        LocalDate day = LocalDate.parse(token == null ? days[0] : token);
        LocalDate next = day.plusDays(1);
        String more = next.equals(LocalDate.parse(days[1])) ? "" : "\"pageToken\":\"" + next + "\",";
        String body = "{\"kind\":\"bigquery#tableDataList\",\"totalRows\":\"100000\"," + more + "\"rows\":["
                + new String(rows, StandardCharsets.UTF_8).replace(DAY, day.toString()) + "]}";
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a query asks for costs. */
    static boolean isFor(JsonNode request) {
        return request.at("/configuration/query/query").asText().contains("@end");
    }

    /** The name of the table with the result of a query: its days. */
    static String result(JsonNode request) {
        Map<String, String> values = new HashMap<>();
        for (JsonNode parameter : request.at("/configuration/query/queryParameters")) {
            values.put(
                    parameter.get("name").asText(),
                    parameter.at("/parameterValue/value").asText());
        }
        return day(values.get("start")) + "_" + day(values.get("end"));
    }

    private static LocalDate day(String timestamp) {
        return LocalDate.ofInstant(Instant.parse(timestamp.replace(' ', 'T').replace("+00:00", "Z")), ZoneOffset.UTC);
    }
}
