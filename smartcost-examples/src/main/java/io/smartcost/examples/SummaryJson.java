package io.smartcost.examples;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.smartcost.query.CostTable;
import io.smartcost.spi.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The summary as JSON, in UTF-8 whatever the terminal's encoding:
 *
 * <pre>{@code
 * {"rowsRead": 2, "rowsRefused": 1,
 *  "refusals": [{"file": "a.csv", "line": 3, "column": "BilledCost", "reason": "…"}],
 *  "totals": [{"currency": "USD", "cost": "12.345"}],
 *  "groups": [{"key": ["AmazonEC2"], "currency": "USD", "cost": "12.345"}]}
 * }</pre>
 *
 * <p>A column is null if the row as a whole is at fault, a part of a key if the records have none, a cost if none of the records
 * has one. Where there are too many refusals to list, {@code "refusalsNotListed"} says how many there are besides.
 */
final class SummaryJson {
    private SummaryJson() {}

    static void write(Summary summary, OutputStream out) throws IOException {
        JsonGenerator json = new JsonFactory()
                .createGenerator(out, JsonEncoding.UTF8)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        json.writeNumberField("rowsRead", summary.rowsRead());
        json.writeNumberField("rowsRefused", summary.rowsRefused());
        json.writeArrayFieldStart("refusals");
        for (Refusal refusal : summary.refusals()) {
            write(refusal, json);
        }
        json.writeEndArray();
        long notListed = summary.rowsRefused() - summary.refusals().size();
        if (notListed > 0) {
            json.writeNumberField("refusalsNotListed", notListed);
        }
        json.writeArrayFieldStart("totals");
        for (CostTable.Row total : summary.totals()) {
            json.writeStartObject();
            writeCost(total, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("groups");
        for (CostTable.Row group : summary.groups()) {
            json.writeStartObject();
            writeKey(group.key(), json);
            writeCost(group, json);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
        json.close();
    }

    private static void write(Refusal refusal, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", refusal.source());
        json.writeNumberField("line", refusal.line());
        json.writeStringField("column", refusal.column());
        json.writeStringField("reason", refusal.reason());
        json.writeEndObject();
    }

    private static void writeKey(List<@Nullable String> key, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("key");
        for (String part : key) {
            json.writeString(part);
        }
        json.writeEndArray();
    }

    private static void writeCost(CostTable.Row row, JsonGenerator json) throws IOException {
        BigDecimal cost = row.value();
        json.writeStringField("currency", row.unit());
        json.writeStringField("cost", cost == null ? null : cost.toPlainString());
        json.writeEndObject();
    }
}
