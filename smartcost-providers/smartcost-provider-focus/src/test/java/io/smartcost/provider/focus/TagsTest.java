package io.smartcost.provider.focus;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.CostRecord;
import io.smartcost.spi.Refusal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"env\": \"prod\", \"team\": \"a\"}",
                "\"env\": \"prod\",\"team\": \"a\"",
                " {\"env\":\"prod\" ,\n \"team\":\"a\" } ",
                "{'env': 'prod', 'team': 'a'}",
                "{\"team\":\"a\",\"env\":\"pr\\u006fd\"}"
            })
    void tags_however_they_are_written(String cell) {
        CostRecord record = read(cell).record();

        assertThat(record.tags().entries()).isEqualTo(Map.of("env", "prod", "team", "a"));
        assertThat(record.extensions()).isEmpty();
    }

    @Test
    void keys_and_values_are_kept_to_the_blank_and_the_case() {
        CostRecord record =
                read("{\" Env\": \" a \", \"env\": \"\", \"\": \"😀\"}").record();

        assertThat(record.tags().entries()).isEqualTo(Map.of(" Env", " a ", "env", "", "", "😀"));
    }

    @Test
    void a_value_that_is_no_text_is_kept_as_its_text_and_the_cell_beside_it() {
        String cell =
                "{\"n\": 1.50, \"big\": 12345678901234567890123, \"b\": true, \"no\": null, \"o\": {\"x\": [1, \"}\"]}, \"s\": \"t\"}";
        CostRecord record = read(cell).record();

        assertThat(record.tags().entries())
                .isEqualTo(Map.of(
                        "n",
                        "1.50",
                        "big",
                        "12345678901234567890123",
                        "b",
                        "true",
                        "no",
                        "",
                        "o",
                        "{\"x\": [1, \"}\"]}",
                        "s",
                        "t"));
        assertThat(record.extensions()).isEqualTo(Map.of("Tags", cell));
        assertThat(TagsJson.write(record.tags(), cell)).isEqualTo(cell);
    }

    @Test
    void a_key_that_comes_twice_keeps_the_cell() {
        CostRecord record = read("{\"a\":\"1\",\"a\":\"2\"}").record();

        assertThat(record.tags().get("a")).isEqualTo("2");
        assertThat(record.extensions()).containsKey("Tags");
    }

    @Test
    void a_kept_cell_that_no_longer_says_what_the_tags_say_is_not_written() {
        CostRecord record = read("{\"a\": 1}").record();

        assertThat(TagsJson.write(
                        io.smartcost.model.Tags.of(Map.of("a", "2")),
                        record.extensions().get("Tags")))
                .isEqualTo("{\"a\":\"2\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "nonsense",
                "{\"a\": \"b\"",
                "{\"a\"}",
                "{a: \"b\"}",
                "{\"a\":\"b\"} x",
                "{\"a\": tru}",
                "{\"a\":\"b\"}}",
                "}",
                "12",
                "[{\"key\":\"a\",\"value\":\"b\"}]",
                "{\"a\":\"b\"},{\"c\":\"d\"}",
                "{\"a\":\"\\uD8\"}"
            })
    void tags_that_are_no_json_object_are_refused(String cell) {
        Refusal refusal = read(cell).refusal();

        assertThat(refusal.column()).isEqualTo("Tags");
        assertThat(refusal.reason())
                .contains("tags")
                .doesNotContain("StreamReadFeature")
                .doesNotContain("\n");
    }

    @Test
    void braces_without_end_are_refused() {
        assertThat(read("{\"a\":" + "[".repeat(100_000)).refusal().column()).isEqualTo("Tags");
    }

    private static Reading read(String tags) {
        return Reading.row("Tags", "\"" + tags.replace("\"", "\"\"") + "\"");
    }
}
