package io.smartcost.provider.gcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.smartcost.model.Tags;
import io.smartcost.spi.RetryableException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes tags of lists of labels, such as {@code [{"key":"team","value":"red"}]}. The same lists come again and again. */
final class LabelTexts {
    private static final int MOST_KEPT = 10_000;
    private static final ObjectReader LISTS = new ObjectMapper().readerForListOf(Label.class);

    private final Map<List<String>, Tags> known = new HashMap<>();

    /** @param lists where a key is in several, the later list wins; null is an empty list */
    Tags tags(@Nullable String... lists) {
        List<String> key = Stream.of(lists)
                .filter(Objects::nonNull)
                .filter(list -> !list.equals("[]"))
                .toList();
        if (key.isEmpty()) {
            return Tags.none();
        }
        Tags tags = known.get(key);
        if (tags == null) {
            tags = parse(key);
            if (known.size() >= MOST_KEPT) {
                known.clear();
            }
            known.put(key, tags);
        }
        return tags;
    }

    private static Tags parse(List<String> lists) {
        Map<String, String> entries = new LinkedHashMap<>();
        for (String list : lists) {
            try {
                List<Label> labels = LISTS.readValue(list);
                for (Label label : labels) {
                    if (label.key != null) {
                        entries.put(label.key, label.value == null ? "" : label.value);
                    }
                }
            } catch (JsonProcessingException e) {
                throw new RetryableException("BigQuery sent labels that are no list of keys and values", e);
            }
        }
        return Tags.of(entries);
    }

    private record Label(@Nullable String key, @Nullable String value) {}
}
