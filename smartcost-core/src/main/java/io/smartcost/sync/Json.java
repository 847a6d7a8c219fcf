package io.smartcost.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.StateDocument;

/** Reads and writes the documents of a sync. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static JsonNode parse(StateDocument document) {
        try {
            return MAPPER.readTree(document.json());
        } catch (JsonProcessingException e) {
            throw unreadable(document, e);
        }
    }

    static String text(StateDocument document, String field) {
        JsonNode value = parse(document).get(field);
        if (value == null || !value.isTextual()) {
            throw unreadable(document, new IllegalArgumentException("'" + field + "' is not a text"));
        }
        return value.textValue();
    }

    static SmartCostException unreadable(StateDocument document, Exception cause) {
        return new SmartCostException(
                "The document '" + document.key().key() + "' in the collection '"
                        + document.key().collection().name() + "' is not what a sync writes (" + cause.getMessage()
                        + "). Delete it: a sync then reads all days again",
                cause);
    }
}
