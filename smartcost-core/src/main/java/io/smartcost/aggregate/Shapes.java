package io.smartcost.aggregate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smartcost.query.Dimension;
import io.smartcost.query.Filter;
import io.smartcost.query.Measure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@link Shape}s of a tenant's queries of late. Thread-safe. */
final class Shapes {
    private static final int MOST = 64;

    private final boolean enabled;
    private final Cache<Key, Shape> shapes =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    /** @param enabled false to scan always */
    Shapes(boolean enabled) {
        this.enabled = enabled;
    }

    /** What makes rollups interchangeable; with the way keys are packed, because rollups hold packed keys. */
    private record Key(Filter filter, List<Dimension> columns, Measure measure, List<Integer> packing) {}

    /** The shape of a query, if it is worth rollups. */
    @Nullable
    Shape of(Plan plan, Days days) {
        if (!enabled || !plan.layout.isOneWord()) {
            return null;
        }
        List<Dimension> columns =
                plan.query.groupBy().stream().filter(d -> !plan.isTime(d)).toList();
        Key key = new Key(plan.query.filter(), columns, plan.query.measure(), plan.layout.signature());
        Shape shape = shapes.get(key, k -> new Shape(days));
        return shape.isFrequent() ? shape : null;
    }

    long bytes() {
        return shapes.asMap().values().stream().mapToLong(Shape::bytes).sum();
    }
}
