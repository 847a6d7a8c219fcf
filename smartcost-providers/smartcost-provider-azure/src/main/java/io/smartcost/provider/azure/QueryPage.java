package io.smartcost.provider.azure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of an answer: {@code {"properties": {"nextLink": …, "columns": [{"name", "type"}], "rows": [[…], …]}}}. Its columns are read
 * first and its rows then, wherever they stand, one at a time; numbers are taken from the text and never become floating point.
 */
final class QueryPage {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int MOST_COLUMNS = 100;

    private final byte[] body;
    private final List<String> columns = new ArrayList<>();
    private @Nullable String nextLink;
    private boolean hasColumns;
    private boolean hasRows;

    private QueryPage(byte[] body) {
        this.body = body;
    }

    /** Takes the cells of one row, each a BigDecimal, a String or null. */
    interface RowReader {
        void row(long number, List<@Nullable Object> cells) throws IOException;
    }

    /**
     * @throws com.fasterxml.jackson.core.JsonProcessingException if it is no JSON
     * @throws UnexpectedJson if it is other JSON
     */
    static QueryPage of(byte[] body) throws IOException {
        QueryPage page = new QueryPage(body);
        page.properties((name, parser) -> {
            switch (name) {
                case "nextLink" -> page.nextLink = parser.currentToken() == JsonToken.VALUE_NULL ? null : text(parser);
                case "columns" -> page.readColumns(parser);
                default -> {
                    page.hasRows |= name.equals("rows") && parser.currentToken() == JsonToken.START_ARRAY;
                    parser.skipChildren();
                }
            }
        });
        if (!page.hasColumns || !page.hasRows) {
            throw new UnexpectedJson("it is JSON without properties.columns and properties.rows");
        }
        return page;
    }

    List<String> columns() {
        return columns;
    }

    @Nullable
    String nextLink() {
        return nextLink;
    }

    void rows(RowReader reader) throws IOException {
        properties((name, parser) -> {
            if (name.equals("rows")) {
                readRows(parser, reader);
            } else {
                parser.skipChildren();
            }
        });
    }

    private interface Property {
        void read(String name, JsonParser parser) throws IOException;
    }

    private void properties(Property property) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            require(parser.nextToken() == JsonToken.START_OBJECT, "it is no JSON object");
            String field;
            while ((field = parser.nextFieldName()) != null) {
                JsonToken value = parser.nextToken();
                if (field.equals("properties") && value == JsonToken.START_OBJECT) {
                    String name;
                    while ((name = parser.nextFieldName()) != null) {
                        parser.nextToken();
                        property.read(name, parser);
                    }
                } else {
                    parser.skipChildren();
                }
            }
            require(
                    parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null,
                    "it does not end where it should");
        }
    }

    private void readColumns(JsonParser parser) throws IOException {
        require(parser.currentToken() == JsonToken.START_ARRAY, "its columns are no list");
        hasColumns = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(
                    parser.currentToken() == JsonToken.START_OBJECT && columns.size() < MOST_COLUMNS,
                    "its columns are not told");
            String name = null;
            String field;
            while ((field = parser.nextFieldName()) != null) {
                parser.nextToken();
                if (field.equals("name")) {
                    name = text(parser);
                } else {
                    parser.skipChildren();
                }
            }
            if (name == null) {
                throw new UnexpectedJson("a column has no name");
            }
            columns.add(name);
        }
    }

    private static void readRows(JsonParser parser, RowReader reader) throws IOException {
        long number = 0;
        List<@Nullable Object> cells = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(parser.currentToken() == JsonToken.START_ARRAY, "a row is no list");
            cells.clear();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                require(cells.size() < MOST_COLUMNS, "a row has more than " + MOST_COLUMNS + " cells");
                cells.add(cell(parser));
            }
            reader.row(++number, cells);
        }
    }

    private static @Nullable Object cell(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_NULL -> null;
            default -> text(parser);
        };
    }

    private static String text(JsonParser parser) throws IOException {
        require(parser.currentToken() == JsonToken.VALUE_STRING, "a text is no JSON text");
        return parser.getText();
    }

    private static void require(boolean holds, String otherwise) throws UnexpectedJson {
        if (!holds) {
            throw new UnexpectedJson(otherwise);
        }
    }
}
