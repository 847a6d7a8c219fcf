package io.smartcost.provider.opencost;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smartcost.model.CostRecord;
import io.smartcost.spi.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster answered for a day: {@code {"code": 200, "data": [{name: allocation, …}, …]}}. Read one allocation at a time; numbers
 * are taken from the text and never become floating point.
 */
final class Answer {
    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    private final List<CostRecord> records = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final String source;
    private final AllocationRecords maker;
    private int code = 200;
    private String message = "";
    private boolean hasData;
    private boolean hasAllocations;

    private Answer(Cluster cluster, LocalDate day) {
        this.source = cluster.name() + " of " + day;
        this.maker = new AllocationRecords(cluster, day);
    }

    /**
     * @throws com.fasterxml.jackson.core.JsonProcessingException if it is no JSON
     * @throws UnexpectedJson if it is other JSON
     */
    static Answer read(InputStream in, Cluster cluster, LocalDate day) throws IOException {
        Answer answer = new Answer(cluster, day);
        try (JsonParser parser = READER.createParser(in)) {
            answer.read(parser);
        }
        return answer;
    }

    /** What the answer says of its own success: an HTTP status, although the HTTP answer had another. */
    int code() {
        return code;
    }

    /** What it says of its failure. */
    String message() {
        return message;
    }

    boolean hasData() {
        return hasData;
    }

    /** Whether there is any allocation, understood or not. A running cluster has at least idle costs. */
    boolean isEmpty() {
        return !hasAllocations;
    }

    List<CostRecord> records() {
        return records;
    }

    List<Refusal> refusals() {
        return refusals;
    }

    private void read(JsonParser parser) throws IOException {
        requireObject(parser.nextToken(), "the answer");
        String field;
        while ((field = parser.nextFieldName()) != null) {
            JsonToken value = parser.nextToken();
            if (field.equals("code") && value == JsonToken.VALUE_NUMBER_INT) {
                code = parser.getIntValue();
            } else if (field.equals("message") && value == JsonToken.VALUE_STRING) {
                message = parser.getText();
            } else if (field.equals("data") && value == JsonToken.START_ARRAY) {
                hasData = true;
                readSets(parser);
            } else {
                parser.skipChildren();
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
            throw new UnexpectedJson("the answer does not end where it should");
        }
    }

    private void readSets(JsonParser parser) throws IOException {
        JsonToken set;
        while ((set = parser.nextToken()) != JsonToken.END_ARRAY) {
            if (set != JsonToken.VALUE_NULL) {
                requireObject(set, "a set of allocations");
                String name;
                while ((name = parser.nextFieldName()) != null) {
                    parser.nextToken();
                    add(name, READER.readTree(parser));
                }
            }
        }
    }

    private void add(String name, @Nullable JsonNode allocation) {
        hasAllocations = true;
        try {
            if (allocation == null) {
                throw new UnreadableAllocation(null, "it is no JSON object");
            }
            records.addAll(maker.of(name, new AllocationFields(allocation)));
        } catch (UnreadableAllocation e) {
            refusals.add(new Refusal(
                    source, 0, e.field(), "The allocation '" + name + "' cannot be understood: " + e.getMessage()));
        }
    }

    private static void requireObject(@Nullable JsonToken found, String what) throws UnexpectedJson {
        if (found != JsonToken.START_OBJECT) {
            throw new UnexpectedJson(what + " is no JSON object");
        }
    }
}
