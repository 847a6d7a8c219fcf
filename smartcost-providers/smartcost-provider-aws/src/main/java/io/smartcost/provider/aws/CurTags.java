package io.smartcost.provider.aws;

import io.smartcost.model.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * The tags of a CUR 2.0, under the keys that people gave them: a CUR puts {@code user_} before those, and {@code aws_} before AWS's
 * own, which keep it. A key that would then be there twice keeps its prefix.
 */
final class CurTags {
    private static final String USER = "user_";

    private CurTags() {}

    static Tags plain(Tags tags) {
        SortedMap<String, String> given = tags.entries();
        Map<String, String> plain = new HashMap<>();
        given.forEach((key, value) -> {
            boolean user = key.startsWith(USER) && key.length() > USER.length();
            String name = user ? key.substring(USER.length()) : key;
            plain.put(user && given.containsKey(name) ? key : name, value);
        });
        return Tags.of(plain);
    }
}
