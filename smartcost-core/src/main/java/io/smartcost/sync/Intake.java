package io.smartcost.sync;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.PartitionSelection;
import io.smartcost.spi.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the partitions of one try of one range. Each is checked against the provider's contract and added up, replaced in the store
 * as a whole, read back, and added up again; the two must be equal. While one day is read back the next is being stored, and the
 * provider is at the one after that. The first thing that goes wrong is kept and thrown again at every further call, so that a
 * provider which swallows it cannot go on.
 */
final class Intake implements CostReceiver {
    /** Of a day; some megabytes. */
    private static final int MOST_HELD = 5_000;

    private static final int MOST_CAUSES = 100;

    private final AccountRun run;
    private final DayRange range;
    private final Behind storing;
    private final Behind checking;
    private final Set<LocalDate> arrived = new HashSet<>();
    private @Nullable Throwable failure;

    Intake(AccountRun run, DayRange range) {
        this.run = run;
        this.range = range;
        this.storing = run.storing();
        this.checking = run.checking();
    }

    @Override
    public void partition(CostPartition partition) {
        guard(() -> {
            run.proceed();
            take(partition);
        });
    }

    @Override
    public void refused(Refusal refusal) {
        guard(() -> run.refused(refusal));
    }

    @Override
    public void paidCall() {
        guard(() -> {
            run.proceed();
            run.paidCall();
        });
    }

    /**
     * To be called when the provider has ended: what it sent is stored then, or this throws. What went wrong here is told first, as it
     * is mostly why the provider threw.
     *
     * @param thrown what the provider threw
     */
    void end(@Nullable Throwable thrown) {
        for (Behind behind : List.of(storing, checking)) {
            try {
                behind.end();
            } catch (Throwable e) {
                // That the sync had to stop is no reason to keep quiet about what went wrong besides.
                boolean tellsMore = failure instanceof SyncStopped || e instanceof Error;
                failure = tellsMore ? both(e, failure) : both(failure, e);
            }
        }
        failure = thrown instanceof Error ? both(thrown, failure) : both(failure, thrown);
        rethrow();
    }

    private static @Nullable Throwable both(@Nullable Throwable told, @Nullable Throwable beside) {
        if (told == null || beside == null) {
            return told == null ? beside : told;
        }
        if (!isCausedBy(beside, told)) {
            told.addSuppressed(beside);
        }
        return told;
    }

    private static boolean isCausedBy(Throwable thrown, Throwable cause) {
        Throwable each = thrown;
        for (int depth = 0; each != null && each != cause && depth < MOST_CAUSES; depth++) {
            each = each.getCause();
        }
        return each == cause;
    }

    private void rethrow() {
        if (failure != null) {
            throw Behind.unchecked(failure);
        }
    }

    private void guard(Runnable step) {
        rethrow();
        try {
            storing.check();
            step.run();
        } catch (Throwable e) {
            failure = e;
            throw e;
        }
    }

    /** While it is stored the provider goes on to the next day, unless there are too many records to hold. */
    private void take(CostPartition partition) {
        List<CostRecord> held = new ArrayList<>();
        CostSums sent = checked(partition, held);
        if (held.size() == sent.records()) {
            CostPartition copy =
                    new CostPartition(partition.account(), partition.day(), partition.completeness(), held);
            storing.hand(() -> store(copy, sent));
        } else {
            storing.end();
            store(partition, sent);
        }
    }

    private void store(CostPartition partition, CostSums sent) {
        LocalDate day = partition.day();
        // It may have waited for long since it was handed over.
        run.proceed();
        run.books().open(day);
        run.patience()
                .call("store " + run.account() + " of " + day, () -> run.costs().replace(run.tenant(), partition));
        checking.hand(() -> check(day, partition.completeness(), sent));
    }

    private void check(LocalDate day, Completeness completeness, CostSums sent) {
        run.books().enter(day, completeness, sent, CostSums.NONE);
        Stored stored = run.patience().call("read back " + run.account() + " of " + day, () -> readBack(day));
        if (!stored.sums.equals(sent) || stored.completeness != completeness) {
            run.books().open(day);
            run.requireLease();
            run.books().enter(day, completeness, sent, stored.sums);
            throw new SmartCostException(
                    "The books do not balance on " + day + ": the provider sent " + sent + " (" + completeness
                            + "), the store gives back " + stored.sums + " (" + stored.completeness
                            + "). Either the store loses data, or the provider's records differ from one iteration to the next");
        }
        run.books().enter(day, completeness, sent, stored.sums);
        run.stored(day, sent.records());
    }

    /** @param held gets all records, if they are not more than {@link #MOST_HELD} */
    private CostSums checked(CostPartition partition, List<CostRecord> held) {
        LocalDate day = partition.day();
        if (!partition.account().equals(run.account())) {
            throw violation("it was asked for " + run.account() + " and sent costs of " + partition.account());
        }
        if (!range.contains(day)) {
            throw violation("it was asked for " + range + " and sent " + day);
        }
        if (!arrived.add(day)) {
            throw violation("it sent " + day + " twice; a day is sent once, with all its records");
        }
        CostSums.Adder sums = new CostSums.Adder();
        for (CostRecord record : partition.records()) {
            if (!record.day().equals(day)) {
                throw violation("its partition of " + day + " has a record that begins on " + record.day());
            }
            sums.add(record);
            if (held.size() < MOST_HELD) {
                held.add(record);
            }
        }
        return sums.sums();
    }

    private SmartCostException violation(String what) {
        return new SmartCostException("The provider '" + run.account().provider() + "' broke its contract: " + what
                + ". This day was not stored; the mistake is in the provider's plug-in");
    }

    private Stored readBack(LocalDate day) {
        Stored stored = new Stored();
        run.costs().read(run.tenant(), PartitionSelection.of(run.account(), DayRange.of(day)), stored);
        return stored;
    }

    /** What the store gives back of a day. More than one partition would be wrong, and shows in the sums. */
    private static final class Stored implements Consumer<CostPartition> {
        private CostSums sums = CostSums.NONE;
        private @Nullable Completeness completeness;

        @Override
        public void accept(CostPartition partition) {
            sums = sums.plus(CostSums.of(partition.records()));
            completeness = partition.completeness();
        }
    }
}
