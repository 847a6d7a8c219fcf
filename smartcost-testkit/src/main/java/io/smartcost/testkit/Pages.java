package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.spi.Page;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a listing page by page. */
final class Pages {
    private Pages() {}

    /** @param next gives the page after an item, or the first after null */
    static <T> List<T> all(Function<@Nullable T, Page<T>> next, int pageSize) {
        Set<T> items = new LinkedHashSet<>();
        Page<T> page = next.apply(null);
        while (true) {
            assertThat(page.items()).as("a page of at most %d", pageSize).hasSizeLessThanOrEqualTo(pageSize);
            for (T item : page.items()) {
                assertThat(items.add(item))
                        .as("%s is listed for the first time", item)
                        .isTrue();
            }
            if (!page.more()) {
                return List.copyOf(items);
            }
            page = next.apply(page.items().get(page.items().size() - 1));
        }
    }
}
