package io.smartcost.spi;

import java.util.List;

/**
 * Part of a listing. The next part is asked for with the last item of this one.
 *
 * @param items in the listing's order
 * @param more whether more may follow; if so, there is at least one item
 */
public record Page<T>(List<T> items, boolean more) {
    public Page {
        items = List.copyOf(items);
        if (more && items.isEmpty()) {
            throw new IllegalArgumentException("A page that more follow on needs an item to go on from");
        }
    }
}
