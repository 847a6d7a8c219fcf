package io.smartcost.testkit.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.Tags;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A cost record as one line of JSON: each column under its FOCUS title, amounts and times as texts. */
final class CostRecordJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String EXTENSIONS = "extensions";

    private CostRecordJson() {}

    static byte[] write(CostRecord record) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        for (FocusColumn column : FocusColumn.values()) {
            Object value = switch (column.type()) {
                case TEXT, JSON -> record.text(column);
                case DECIMAL -> record.decimal(column);
                case TIME -> record.time(column);
                case TAGS -> null;
            };
            if (value != null) {
                json.put(column.title(), value.toString());
            }
        }
        json.set(FocusColumn.TAGS.title(), MAPPER.valueToTree(record.tags().entries()));
        json.set(EXTENSIONS, MAPPER.valueToTree(record.extensions()));
        return MAPPER.writeValueAsBytes(json);
    }

    static CostRecord read(String line) throws IOException {
        JsonNode json = MAPPER.readTree(line);
        CostRecord.Builder record = CostRecord.startingAt(
                Instant.parse(json.get(FocusColumn.CHARGE_PERIOD_START.title()).textValue()));
        for (FocusColumn column : FocusColumn.values()) {
            if (json.has(column.title())) {
                set(record, column, json.get(column.title()));
            }
        }
        texts(json.get(EXTENSIONS)).forEach(record::extension);
        return record.build();
    }

    private static void set(CostRecord.Builder record, FocusColumn column, JsonNode value) {
        switch (column.type()) {
            case TEXT, JSON -> record.text(column, value.textValue());
            case DECIMAL -> record.decimal(column, new BigDecimal(value.textValue()));
            case TIME -> record.time(column, Instant.parse(value.textValue()));
            case TAGS -> record.tags(Tags.of(texts(value)));
        }
    }

    private static Map<String, String> texts(JsonNode json) {
        Map<String, String> texts = new LinkedHashMap<>();
        json.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().textValue()));
        return texts;
    }
}
