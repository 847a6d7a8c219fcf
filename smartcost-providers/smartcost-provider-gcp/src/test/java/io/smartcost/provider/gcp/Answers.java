package io.smartcost.provider.gcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.bigquery.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The resources of BigQuery's REST interface, in its own shapes: numbers are texts, values stand in {@code f} and {@code v}. */
final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    static ObjectNode table(
            ExportSchema schema, String location, Instant created, Instant loaded, JsonNode partitioning) {
        ObjectNode answer = JSON.createObjectNode()
                .put("kind", "bigquery#table")
                .put("type", "TABLE")
                .put("location", location)
                .put("creationTime", Long.toString(created.toEpochMilli()))
                .put("lastModifiedTime", Long.toString(loaded.toEpochMilli()));
        answer.putObject("tableReference")
                .put("projectId", "billing")
                .put("datasetId", "costs")
                .put("tableId", "gcp_billing_export_v1_0123AB_4567CD_89EF01");
        if (partitioning != null) {
            answer.set("timePartitioning", partitioning);
        }
        answer.putObject("schema").set("fields", fields(schema.fields()));
        return answer;
    }

    private static ArrayNode fields(List<Field> fields) {
        ArrayNode array = JSON.createArrayNode();
        for (Field field : fields) {
            ObjectNode node = array.addObject()
                    .put("name", field.getName())
                    .put("type", field.getType().name())
                    .put("mode", field.getMode().name());
            if (field.getSubFields() != null) {
                node.set("fields", fields(new ArrayList<>(field.getSubFields())));
            }
        }
        return array;
    }

    /** @param error how it ended, or null */
    static ObjectNode job(String id, JsonNode request, String result, long bytes, boolean done, JsonNode error) {
        ObjectNode answer = JSON.createObjectNode().put("kind", "bigquery#job").put("id", "payer:EU." + id);
        answer.putObject("jobReference")
                .put("projectId", "payer")
                .put("jobId", id)
                .put("location", "EU");
        ObjectNode configuration = request.get("configuration").deepCopy();
        configuration.put("jobType", "QUERY");
        ((ObjectNode) configuration.get("query"))
                .putObject("destinationTable")
                .put("projectId", "payer")
                .put("datasetId", "_anonymous")
                .put("tableId", result);
        answer.set("configuration", configuration);
        ObjectNode statistics = answer.putObject("statistics")
                .put("creationTime", "1785542400000")
                .put("totalBytesProcessed", Long.toString(bytes));
        statistics
                .putObject("query")
                .put("totalBytesProcessed", Long.toString(bytes))
                .put("totalBytesBilled", "0")
                .put("statementType", "SELECT");
        ObjectNode status = answer.putObject("status").put("state", done ? "DONE" : "RUNNING");
        if (error != null) {
            status.set("errorResult", error);
            status.putArray("errors").add(error);
        }
        return answer;
    }

    /** What a dry run answers that measured something. */
    static String measured(long bytes) {
        ObjectNode request = JSON.createObjectNode();
        request.putObject("configuration").putObject("query").put("query", "SELECT 1");
        return job("measured", request, "none", bytes, true, null).toString();
    }

    static ObjectNode page(int total, List<ArrayNode> rows, String nextToken) {
        ObjectNode answer =
                JSON.createObjectNode().put("kind", "bigquery#tableDataList").put("totalRows", Integer.toString(total));
        if (nextToken != null) {
            answer.put("pageToken", nextToken);
        }
        ArrayNode array = answer.putArray("rows");
        rows.forEach(row -> array.addObject().set("f", row));
        return answer;
    }
}
