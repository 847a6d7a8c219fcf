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
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the partitions of one try of one range. Each is checked against the provider's contract and added up, replaced in the store
 * as a whole, read back, and added up again; the two must be equal. The first thing that goes wrong is kept and thrown again at
 * every further call, so that a provider which swallows it cannot go on.
 */
final class Intake implements CostReceiver {
    private final AccountRun run;
    private final DayRange range;
    private final Set<LocalDate> arrived = new HashSet<>();
    private @Nullable RuntimeException failure;

    Intake(AccountRun run, DayRange range) {
        this.run = run;
        this.range = range;
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

    /** To be called when the provider has returned, whatever it made of our exceptions. */
    void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }

    private void guard(Runnable step) {
        rethrow();
        try {
            step.run();
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    private void take(CostPartition partition) {
        LocalDate day = partition.day();
        CostSums sent = checked(partition);
        run.books().open(day);
        run.patience()
                .call("store " + run.account() + " of " + day, () -> run.costs().replace(run.tenant(), partition));
        run.books().enter(day, partition.completeness(), sent, CostSums.NONE);
        Stored stored = run.patience().call("read back " + run.account() + " of " + day, () -> readBack(day));
        if (!stored.sums.equals(sent) || stored.completeness != partition.completeness()) {
            run.books().open(day);
            run.requireLease();
            run.books().enter(day, partition.completeness(), sent, stored.sums);
            throw new SmartCostException(
                    "The books do not balance on " + day + ": the provider sent " + sent + " ("
                            + partition.completeness() + "), the store gives back " + stored.sums + " ("
                            + stored.completeness
                            + "). Either the store loses data, or the provider's records differ from one iteration to the next");
        }
        run.books().enter(day, partition.completeness(), sent, stored.sums);
        run.stored(day, sent.records());
    }

    private CostSums checked(CostPartition partition) {
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
