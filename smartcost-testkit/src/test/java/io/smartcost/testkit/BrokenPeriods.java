package io.smartcost.testkit;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.DayRange;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Evaluators that take the wrong days or partitions, or their completeness wrong. One fault each. */
enum BrokenPeriods {
    SEES_ONE_ACCOUNT_ONLY(
            "accountsAreAddedUp",
            narrowing((query, partition) -> partition.account().equals(CostStoreFixture.ACCOUNT))),
    TAKES_THE_BEST_COMPLETENESS("completenessIsTheWorstOfAPeriod", new ReferenceEvaluator() {
        @Override
        Completeness combine(Completeness a, Completeness b) {
            return a.ordinal() < b.ordinal() ? a : b;
        }
    }),
    IGNORES_MISSING_DAYS("completenessIsTheWorstOfAPeriod", new ReferenceEvaluator() {
        @Override
        Completeness ofDay(@Nullable Completeness worstOfItsPartitions) {
            return worstOfItsPartitions == null ? Completeness.FINAL : worstOfItsPartitions;
        }
    }),
    ASKS_ONLY_MATCHING_PARTITIONS_HOW_COMPLETE_THEY_ARE(
            "completenessIsTheWorstOfAPeriod",
            narrowing((query, partition) -> StreamSupport.stream(
                            partition.records().spliterator(), false)
                    .anyMatch(query.filter()::matches))),
    ANSWERS_FOR_ONE_PERIOD_ONLY("completenessIsTheWorstOfAPeriod", new ReferenceEvaluator() {
        @Override
        List<CostTable.Period> periods(CostQuery query, Map<LocalDate, Completeness> completeness) {
            return super.periods(query.groupBy(List.of()), completeness);
        }
    }),
    BEGINS_WEEKS_ON_SUNDAY("weeksBeginOnMondayAndPeriodsAreClippedToTheQuestion", new ReferenceEvaluator() {
        @Override
        LocalDate weekStart(LocalDate day) {
            return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
        }
    }),
    SHOWS_WHOLE_WEEKS("weeksBeginOnMondayAndPeriodsAreClippedToTheQuestion", new ReferenceEvaluator() {
        @Override
        List<CostTable.Period> periods(CostQuery query, Map<LocalDate, Completeness> completeness) {
            List<CostTable.Period> whole = new ArrayList<>(super.periods(query, completeness));
            if (query.groupBy().contains(CostDimension.WEEK)) {
                whole.replaceAll(p -> new CostTable.Period(
                        new DayRange(
                                weekStart(p.days().start()),
                                weekStart(p.days().start()).plusDays(7)),
                        p.completeness()));
            }
            return whole;
        }
    }),
    INCLUDES_THE_END_DAY("weeksBeginOnMondayAndPeriodsAreClippedToTheQuestion", new ReferenceEvaluator() {
        @Override
        boolean contains(DayRange days, LocalDate day) {
            return super.contains(days, day) || day.equals(days.end());
        }
    }),
    EXCLUDES_THE_START_DAY("weeksBeginOnMondayAndPeriodsAreClippedToTheQuestion", new ReferenceEvaluator() {
        @Override
        boolean contains(DayRange days, LocalDate day) {
            return super.contains(days, day) && (!day.equals(days.start()) || days.length() == 1);
        }
    });

    final String foundBy;

    final ReferenceEvaluator evaluator;

    BrokenPeriods(String foundBy, ReferenceEvaluator evaluator) {
        this.foundBy = foundBy;
        this.evaluator = evaluator;
    }

    private interface Narrowing {
        boolean sees(CostQuery query, CostPartition partition);
    }

    private static ReferenceEvaluator narrowing(Narrowing narrowing) {
        return new ReferenceEvaluator() {
            @Override
            CostTable answer(CostQuery query, Iterable<CostPartition> partitions) {
                List<CostPartition> seen = new ArrayList<>();
                partitions.forEach(seen::add);
                seen.removeIf(partition -> !narrowing.sees(query, partition));
                return super.answer(query, seen);
            }
        };
    }
}
