package io.smartcost.provider.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcost.model.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a CUR 2.0, under the keys that people gave them: a CUR puts {@code user_} before those, and {@code aws_} before AWS's
 * own, which keep it. In its column {@code tags} there is {@code resourceTags/} before these, which is taken off, and {@code
 * accountTag/}, {@code userAttribute/} and the like before others, which keep it. A key that would then be there twice keeps its
 * prefix. Cost categories, which have {@code costCategory/} before them there, are no tags.
 *
 * @param costCategories as JSON; null if there are none
 */
record CurTags(Tags tags, @Nullable String costCategories) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RESOURCE = "resourceTags/";
    private static final String CATEGORY = "costCategory/";
    private static final String USER = "user_";

    static CurTags of(Tags cell) {
        SortedMap<String, String> given = cell.entries();
        Map<String, String> plain = new HashMap<>();
        Map<String, String> categories = new TreeMap<>();
        given.forEach((key, value) -> {
            if (key.startsWith(CATEGORY)) {
                categories.put(key.substring(CATEGORY.length()), value);
            } else {
                String name = without(USER, without(RESOURCE, key));
                String other = key.equals(RESOURCE + name) ? name : RESOURCE + name;
                boolean twice = !name.equals(key)
                        && (given.containsKey(name) || given.containsKey(other) || plain.containsKey(name));
                plain.put(twice ? key : name, value);
            }
        });
        return new CurTags(Tags.of(plain), categories.isEmpty() ? null : json(categories));
    }

    private static String without(String prefix, String key) {
        return key.startsWith(prefix) && key.length() > prefix.length() ? key.substring(prefix.length()) : key;
    }

    private static String json(Map<String, String> categories) {
        try {
            return JSON.writeValueAsString(categories);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
