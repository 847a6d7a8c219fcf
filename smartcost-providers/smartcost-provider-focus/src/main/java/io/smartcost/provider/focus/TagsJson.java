package io.smartcost.provider.focus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.smartcost.model.Tags;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a cell.
 *
 * @param raw the cell's own text where the tags alone could not give it back: a value that is no text, or a key that comes twice
 */
record TagsJson(Tags tags, @Nullable String raw) {
    /** The extension column that keeps {@link #raw}. */
    static final String RAW = "Tags";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    /** Reads a JSON object, also one whose braces were left out. */
    static TagsJson parse(String text) throws BadCell {
        String object = text.startsWith("{") ? text : "{" + text + "}";
        try (JsonParser parser = JSON.createParser(object)) {
            return parse(parser, object);
        } catch (JsonProcessingException e) {
            throw notTags(e.getLocation());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BadCell notTags(@Nullable JsonLocation at) {
        return new BadCell("The tags are not a JSON object such as {\"key\": \"value\"}"
                + (at == null ? "" : ": wrong at character " + at.getColumnNr() + " of line " + at.getLineNr()));
    }

    private static TagsJson parse(JsonParser parser, String object) throws IOException, BadCell {
        Map<String, String> tags = new HashMap<>();
        boolean exact = true;
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            exact &= parser.nextToken() == JsonToken.VALUE_STRING;
            exact &= tags.put(key, valueText(parser, object)) == null;
        }
        if (parser.nextToken() != null) {
            throw new BadCell("The tags are followed by more text after their closing brace");
        }
        return new TagsJson(Tags.of(tags), exact ? null : object);
    }

    private static String valueText(JsonParser parser, String object) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return "";
        }
        if (!token.isStructStart()) {
            return parser.getText();
        }
        int from = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        return object.substring(from, (int) parser.currentLocation().getCharOffset());
    }

    /** The text of a Tags cell: the raw one as long as it still says what the tags say, else the tags as JSON. */
    static String write(Tags tags, @Nullable String raw) {
        return raw != null && says(raw, tags) ? raw : tags.isEmpty() ? "" : json(tags);
    }

    private static boolean says(String raw, Tags tags) {
        try {
            TagsJson parsed = parse(raw);
            return parsed.raw != null && parsed.tags.equals(tags);
        } catch (BadCell e) {
            return false;
        }
    }

    private static String json(Tags tags) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.writeStartObject();
            for (Map.Entry<String, String> tag : tags.entries().entrySet()) {
                generator.writeStringField(tag.getKey(), tag.getValue());
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
