package io.smartcost.testkit;

import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.query.CostDimension;
import io.smartcost.query.Dimension;
import io.smartcost.query.Filter;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Evaluators that take the text of a dimension or a filter wrong. One fault each. */
enum BrokenFilters {
    NEGATES_AS_SQL_DOES("aFilterIsTrueOrFalseOfARecordWithoutTheText", new ReferenceEvaluator() {
        @Override
        boolean matches(Filter filter, CostRecord record) {
            boolean unknown = filter instanceof Filter.Not not
                    && not.filter() instanceof Filter.OnDimension on
                    && !(on instanceof Filter.Absent)
                    && text(on.dimension(), record) == null;
            return !unknown && super.matches(filter, record);
        }
    }),
    TAKES_OR_OF_NOTHING_FOR_TRUE("aFilterIsTrueOrFalseOfARecordWithoutTheText", new ReferenceEvaluator() {
        @Override
        boolean matches(Filter filter, CostRecord record) {
            return filter.equals(new Filter.Or(List.of())) || super.matches(filter, record);
        }
    }),
    KNOWS_LIKE_PATTERNS("aFilterComparesToTheLetter", accepting((filter, text) -> like(filter, text))),
    KNOWS_REGULAR_EXPRESSIONS(
            "aFilterComparesToTheLetter",
            accepting((filter, text) ->
                    filter instanceof Filter.Contains contains ? matchesPart(contains.part(), text) : null)),
    FILTERS_WITHOUT_CASE(
            "aFilterComparesToTheLetter",
            accepting((filter, text) ->
                    filter instanceof Filter.In in ? in.values().stream().anyMatch(text::equalsIgnoreCase) : null)),
    FILTERS_WITHOUT_TRAILING_BLANKS(
            "aFilterComparesToTheLetter",
            accepting((filter, text) -> filter instanceof Filter.In in
                    ? in.values().stream()
                            .anyMatch(value -> value.stripTrailing().equals(text.stripTrailing()))
                    : null)),
    MATCHES_TAG_KEYS_WITH_CASE("tagKeysAreMatchedWithoutCaseAndValuesWithIt", new ReferenceEvaluator() {
        @Override
        @Nullable
        String tag(String key, CostRecord record) {
            return record.tags().entries().get(key);
        }
    }),
    TAKES_THE_LAST_OF_TAGS_THAT_DIFFER_IN_CASE("tagKeysAreMatchedWithoutCaseAndValuesWithIt", new ReferenceEvaluator() {
        @Override
        @Nullable
        String tag(String key, CostRecord record) {
            return record.tags().entries().entrySet().stream()
                    .filter(tag -> tag.getKey().equalsIgnoreCase(key))
                    .map(Map.Entry::getValue)
                    .reduce((first, last) -> last)
                    .orElse(null);
        }
    }),
    TAKES_AN_EMPTY_TAG_FOR_NONE("tagKeysAreMatchedWithoutCaseAndValuesWithIt", new ReferenceEvaluator() {
        @Override
        @Nullable
        String tag(String key, CostRecord record) {
            return "".equals(super.tag(key, record)) ? null : super.tag(key, record);
        }
    }),
    FOLDS_TAG_KEYS_AS_PEOPLE_HERE_DO("answersAreTheSameWhereverTheProgramRuns", new ReferenceEvaluator() {
        @Override
        @Nullable
        String tag(String key, CostRecord record) {
            return record.tags().entries().entrySet().stream()
                    .filter(tag -> tag.getKey().toLowerCase(Locale.getDefault()).equals(key))
                    .findFirst()
                    .map(Map.Entry::getValue)
                    .orElse(null);
        }
    }),
    TAKES_LOCAL_DAYS("answersAreTheSameWhereverTheProgramRuns", new ReferenceEvaluator() {
        @Override
        @Nullable
        String text(Dimension dimension, CostRecord record) {
            return dimension == CostDimension.DAY
                    ? LocalDate.ofInstant(record.chargePeriodStart(), ZoneId.systemDefault())
                            .toString()
                    : super.text(dimension, record);
        }
    }),
    KNOWS_ONLY_THE_OLD_PROVIDER_COLUMN("theServiceProviderIsTheProviderWhereItIsKnown", new ReferenceEvaluator() {
        @Override
        @Nullable
        String text(Dimension dimension, CostRecord record) {
            return dimension == CostDimension.PROVIDER
                    ? record.text(FocusColumn.PROVIDER_NAME)
                    : super.text(dimension, record);
        }
    }),
    FILTERS_TIME_BY_WHOLE_MONTHS("everyFilterHoldsForEveryDimension", new ReferenceEvaluator() {
        @Override
        boolean matches(Filter filter, CostRecord record) {
            return filter instanceof Filter.In in && in.dimension() == CostDimension.DAY
                    ? in.values().first().startsWith(record.day().toString().substring(0, 7))
                    : super.matches(filter, record);
        }
    }),
    FORGETS_PARENTHESES("randomQueriesAreAnsweredAsTheReferenceDoes", new ReferenceEvaluator() {
        @Override
        boolean matches(Filter filter, CostRecord record) {
            return filter instanceof Filter.And and
                            && and.filters().size() == 2
                            && and.filters().get(0) instanceof Filter.Or or
                            && or.filters().size() == 2
                    ? matches(
                            or.filters()
                                    .get(0)
                                    .or(or.filters().get(1).and(and.filters().get(1))),
                            record)
                    : super.matches(filter, record);
        }
    });

    final String foundBy;

    final ReferenceEvaluator evaluator;

    BrokenFilters(String foundBy, ReferenceEvaluator evaluator) {
        this.foundBy = foundBy;
        this.evaluator = evaluator;
    }

    private interface Acceptance {
        /** Null to leave it to the reference. */
        @Nullable
        Boolean accepts(Filter.OnDimension filter, String text);
    }

    private static ReferenceEvaluator accepting(Acceptance acceptance) {
        return new ReferenceEvaluator() {
            @Override
            boolean accepts(Filter.OnDimension filter, @Nullable String text) {
                Boolean own = text == null ? null : acceptance.accepts(filter, text);
                return own == null ? super.accepts(filter, text) : own;
            }
        };
    }

    private static @Nullable Boolean like(Filter.OnDimension filter, String text) {
        return filter instanceof Filter.StartsWith startsWith
                ? Pattern.compile(pattern(startsWith.prefix()) + ".*", Pattern.DOTALL)
                        .matcher(text)
                        .matches()
                : null;
    }

    private static String pattern(String like) {
        StringBuilder pattern = new StringBuilder();
        like.codePoints()
                .forEach(c -> pattern.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(Character.toString(c))));
        return pattern.toString();
    }

    private static boolean matchesPart(String expression, String text) {
        try {
            return Pattern.compile(expression).matcher(text).find();
        } catch (PatternSyntaxException e) {
            return text.contains(expression);
        }
    }
}
