package io.smartcost.provider.aws;

import io.smartcost.model.Tags;
import io.smartcost.provider.focus.BadCell;
import io.smartcost.provider.focus.Columns;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a CUR 2.0, under the keys that people gave them: a CUR puts {@code user_} before those, and {@code aws_} before AWS's
 * own, which keep it. A key that would then be there twice keeps its prefix.
 */
final class CurTags {
    private static final String USER = "user_";

    private final Columns.Column<Tags> column;
    private @Nullable Tags last;
    private Tags lastPlain = Tags.none();

    CurTags(Columns columns) throws BadCell {
        column = columns.map(columns.has("resource_tags") ? "resource_tags" : "tags");
    }

    @SuppressWarnings("ReferenceEquality") // Rows in a row with the same tags have one object for them.
    Tags value() throws BadCell {
        Tags tags = column.value();
        if (tags == null) {
            return Tags.none();
        }
        if (tags != last) {
            last = tags;
            lastPlain = plain(tags.entries());
        }
        return lastPlain;
    }

    private static Tags plain(Map<String, String> tags) {
        Map<String, String> plain = new HashMap<>();
        tags.forEach((key, value) -> {
            boolean user = key.startsWith(USER) && key.length() > USER.length();
            String name = user ? key.substring(USER.length()) : key;
            plain.put(user && tags.containsKey(name) ? key : name, value);
        });
        return Tags.of(plain);
    }
}
