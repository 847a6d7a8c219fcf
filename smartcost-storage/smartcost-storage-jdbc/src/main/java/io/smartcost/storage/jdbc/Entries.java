package io.smartcost.storage.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Names and values, such as tags, as a JSON object of texts. */
final class Entries {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, String>> TEXTS = new TypeReference<>() {};

    private Entries() {}

    static String toJson(Map<String, String> entries) {
        try {
            return MAPPER.writeValueAsString(entries);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts cannot be written as JSON", e);
        }
    }

    static Map<String, String> fromJson(String json) {
        try {
            return MAPPER.readValue(json, TEXTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not a JSON object of texts, so not written by this library", e);
        }
    }

    /** The same with each name and value changed. */
    static Map<String, String> each(Map<String, String> entries, UnaryOperator<String> change) {
        Map<String, String> changed = new LinkedHashMap<>();
        entries.forEach((name, value) -> changed.put(change.apply(name), change.apply(value)));
        return changed;
    }
}
