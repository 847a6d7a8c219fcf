package io.smartcost.insight;

import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.query.Dimension;
import io.smartcost.query.Filter;
import io.smartcost.query.Measure;
import io.smartcost.query.Order;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Breaks the difference between two periods down by the dimensions that explain most of it: at each level by the one whose largest
 * change is the greatest part of all changes, and into each part that is a third of its level or more, at most three levels deep.
 * Deterministic; asks the store only for sums.
 *
 * @param store answers queries
 * @param dimensions to choose from, the first of equals
 */
public record Explainer(Function<CostQuery, CostTable> store, List<Dimension> dimensions) {
    private static final List<Dimension> USUAL = List.of(
            CostDimension.PROVIDER,
            CostDimension.SERVICE,
            CostDimension.SUB_ACCOUNT,
            CostDimension.REGION,
            CostDimension.CHARGE_CATEGORY,
            CostDimension.SKU,
            CostDimension.RESOURCE);
    private static final int DEPTH = 3;
    private static final int MOST_PARTS = 5;
    private static final BigDecimal MOST_OF_IT = new BigDecimal("0.9");
    private static final BigDecimal LARGE_PART = new BigDecimal("0.33");

    public Explainer {
        dimensions = List.copyOf(dimensions);
    }

    /** Chooses from provider, service, sub-account, region, charge category, SKU and resource. */
    public static Explainer asking(Function<CostQuery, CostTable> store) {
        return new Explainer(store, USUAL);
    }

    /**
     * Explains what is different in a later period. The question's filter and measure count; its grouping, order and limit do not.
     *
     * @return one for each currency that either period has, by its name
     * @throws IllegalArgumentException if the question does not measure a cost
     */
    public List<Explanation> compare(CostQuery question, DayRange before, DayRange after) {
        if (!(question.measure() instanceof Measure.Cost)) {
            throw new IllegalArgumentException("Only costs are explained, not " + question.measure());
        }
        CostQuery plain =
                question.groupBy(List.of()).orderBy(Order.KEY_ASCENDING).limit(CostQuery.NO_LIMIT);
        CostTable earlier = store.apply(plain.during(before));
        CostTable later = store.apply(plain.during(after));
        Completeness completeness = earlier.completeness().worst(later.completeness());
        TreeSet<String> units = new TreeSet<>();
        Stream.concat(earlier.rows().stream(), later.rows().stream()).forEach(row -> units.add(text(row.unit())));
        List<Explanation> explanations = new ArrayList<>();
        for (String text : units) {
            String unit = text.isEmpty() ? null : text;
            Case here = new Case(plain, before, after, unit);
            explanations.add(new Explanation(
                    unit,
                    before,
                    after,
                    total(earlier, unit),
                    total(later, unit),
                    completeness,
                    unknown(earlier, unit) + unknown(later, unit),
                    parts(here, dimensions, 1)));
        }
        return explanations;
    }

    private static String text(@Nullable String unit) {
        return unit == null ? "" : unit;
    }

    private static BigDecimal total(CostTable table, @Nullable String unit) {
        return table.totals().getOrDefault(text(unit), BigDecimal.ZERO);
    }

    private static long unknown(CostTable table, @Nullable String unit) {
        return table.rows().stream()
                .filter(row -> Objects.equals(row.unit(), unit))
                .mapToLong(CostTable.Row::unknown)
                .sum();
    }

    private List<Contribution> parts(Case here, List<Dimension> choice, int depth) {
        Dimension best = null;
        Changes changes = new Changes(List.of());
        double most = 0;
        for (Dimension dimension : choice) {
            Changes byThis = here.by(dimension, store);
            double explains = byThis.concentration();
            if (explains > most) {
                most = explains;
                best = dimension;
                changes = byThis;
            }
        }
        return best == null ? List.of() : parts(here, best, changes, without(choice, best), depth);
    }

    private List<Contribution> parts(
            Case here, Dimension dimension, Changes changes, List<Dimension> others, int depth) {
        BigDecimal gross = changes.gross();
        BigDecimal enough = gross.multiply(MOST_OF_IT);
        BigDecimal large = gross.multiply(LARGE_PART);
        List<Contribution> parts = new ArrayList<>();
        BigDecimal told = BigDecimal.ZERO;
        BigDecimal restBefore = BigDecimal.ZERO;
        BigDecimal restAfter = BigDecimal.ZERO;
        int rest = 0;
        for (Changes.Change change : changes.all()) {
            BigDecimal before = change.known(change.before());
            BigDecimal after = change.known(change.after());
            BigDecimal size = change.size().abs();
            if (parts.size() < MOST_PARTS && told.compareTo(enough) < 0) {
                told = told.add(size);
                Case inside = here.where(dimension, change.key());
                List<Contribution> inner =
                        depth < DEPTH && size.compareTo(large) >= 0 ? parts(inside, others, depth + 1) : List.of();
                parts.add(new Contribution(
                        dimension, change.key(), false, before, after, change.kind(), split(inside, change), inner));
            } else {
                restBefore = restBefore.add(before);
                restAfter = restAfter.add(after);
                rest++;
            }
        }
        if (rest > 0) {
            Changes.Change all = new Changes.Change(null, restBefore, restAfter);
            parts.add(new Contribution(
                    dimension, null, true, restBefore, restAfter, all.kind(), Optional.empty(), List.of()));
        }
        return parts;
    }

    private Optional<PriceAndUsage> split(Case here, Changes.Change change) {
        if (change.before() == null || change.after() == null) {
            return Optional.empty();
        }
        List<CostTable.Row> before = here.quantities(here.before, store);
        List<CostTable.Row> after = here.quantities(here.after, store);
        if (before.size() != 1 || after.size() != 1) {
            return Optional.empty();
        }
        CostTable.Row first = before.get(0);
        CostTable.Row second = after.get(0);
        boolean known = first.unknown() == 0 && second.unknown() == 0;
        if (!known || first.value() == null || second.value() == null || !Objects.equals(first.unit(), second.unit())) {
            return Optional.empty();
        }
        return PriceAndUsage.of(first.unit(), first.value(), second.value(), change.before(), change.after());
    }

    private static List<Dimension> without(List<Dimension> all, Dimension one) {
        return all.stream().filter(dimension -> !dimension.equals(one)).toList();
    }

    /** Two periods, a filter and a currency. */
    private record Case(
            CostQuery question,
            DayRange before,
            DayRange after,
            @Nullable String unit) {
        Changes by(Dimension dimension, Function<CostQuery, CostTable> store) {
            CostQuery grouped = question.groupBy(dimension);
            return Changes.between(store.apply(grouped.during(before)), store.apply(grouped.during(after)), unit);
        }

        Case where(Dimension dimension, @Nullable String key) {
            Filter only = key == null ? dimension.isAbsent() : dimension.is(key);
            return new Case(question.where(only), before, after, unit);
        }

        List<CostTable.Row> quantities(DayRange days, Function<CostQuery, CostTable> store) {
            return store.apply(question.measure(Measure.QUANTITY).during(days)).rows();
        }
    }
}
