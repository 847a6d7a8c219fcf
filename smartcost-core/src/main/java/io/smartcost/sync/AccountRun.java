package io.smartcost.sync;

import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.Page;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.PartitionSelection;
import io.smartcost.spi.Refusal;
import io.smartcost.spi.RestatingCostProvider;
import io.smartcost.sync.AccountSync.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Syncs one account: takes its lease; finds the days that are needed from what the store has and the checkpoint; reads them in ranges,
 * the newest first, each partition being replaced and checked as it arrives; notes the settled days after every range; gives the
 * lease back. Nothing but the store says which days are there, so a crash between any two of these steps costs at most reading
 * some days again. Stops, between two partitions, as soon as it is told to or has lost the lease.
 */
final class AccountRun implements Crew.Work {
    private static final Logger LOG = LoggerFactory.getLogger(AccountRun.class);
    private static final int PAGE = 500;

    private final SyncRun sync;
    private final CostProvider provider;
    private final SourceAccount account;
    private final Patience patience;
    private final Lease lease;
    private final Checkpoint checkpoint;
    private final Behind storing;
    private final Behind checking;
    private final AccountBooks books = new AccountBooks();
    private final RefusedRows refused = new RefusedRows();
    private final AtomicLong paidCalls = new AtomicLong();
    private final Map<LocalDate, Long> toldRecords = new HashMap<>();
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
    private final int restatedDays;
    private volatile @Nullable Instant startedAt;

    AccountRun(SyncRun sync, CostProvider provider, SourceAccount account) {
        Wiring wiring = sync.wiring();
        this.sync = sync;
        this.provider = provider;
        this.account = account;
        this.storing = new Behind(wiring.executor());
        this.checking = new Behind(wiring.executor());
        this.patience = new Patience(sync.policy(), this::pause);
        this.restatedDays = sync.policy().restatedDaysOf(provider.name());
        this.lease = new Lease(
                wiring.state(),
                StateKeys.of(wiring.tenant(), "lease", account),
                sync.owner(),
                sync.policy().lease(),
                wiring.clock());
        this.checkpoint = new Checkpoint(wiring.state(), StateKeys.of(wiring.tenant(), "checkpoint", account), account);
    }

    @Override
    public void run() {
        startedAt = sync.wiring().clock().instant();
        try {
            requireOwnName();
            proceed();
            read();
            end(Outcome.OK, null);
        } catch (SyncStopped e) {
            if (e.getSuppressed().length > 0) {
                LOG.warn("The sync of {} had to stop, and not all was well besides", account, e);
            }
            giveUp(e);
        } catch (RuntimeException e) {
            LOG.warn("The sync of {} failed", account, e);
            boolean cancelled = sync.cancellation().isRequested();
            end(cancelled ? Outcome.CANCELLED : Outcome.FAILED, message(e));
        } catch (Error e) {
            LOG.error("The sync of {} failed", account, e);
            end(Outcome.FAILED, e.toString());
            throw e;
        } finally {
            release();
            sync.tracker().ended(account);
        }
    }

    @Override
    public void giveUp(SyncStopped why) {
        end(why.outcome(), why.getMessage());
    }

    AccountSync report() {
        end(Outcome.FAILED, "it has not ended");
        Ending end = Objects.requireNonNull(ending.get());
        Instant start = startedAt;
        return new AccountSync(
                account,
                end.outcome,
                end.reason,
                books.daysReplaced(),
                books.missing(),
                books.sent(),
                books.stored(),
                refused.count(),
                refused.first(),
                paidCalls.get(),
                start == null ? Duration.ZERO : Duration.between(start, end.at));
    }

    private void read() {
        NavigableSet<LocalDate> needed = neededDays();
        books.need(needed);
        sync.tracker().planned(account, needed.size());
        List<DayRange> ranges = Days.ranges(needed, sync.policy().longestRange());
        for (int i = ranges.size() - 1; i >= 0; i--) {
            read(ranges.get(i));
        }
    }

    private NavigableSet<LocalDate> neededDays() {
        if (provider instanceof RestatingCostProvider restating) {
            unsettleWhatIsRestated(restating);
        }
        NavigableSet<LocalDate> settled = patience.call("read the checkpoint of " + account, checkpoint::settled);
        Map<LocalDate, Completeness> stored = new HashMap<>();
        PartitionSelection selection = PartitionSelection.of(account, sync.days());
        Page<PartitionInfo> page;
        PartitionInfo last = null;
        do {
            PartitionInfo after = last;
            page = patience.call(
                    "list what is stored of " + account, () -> costs().list(tenant(), selection, after, PAGE));
            for (PartitionInfo partition : page.items()) {
                stored.put(partition.day(), partition.completeness());
                last = partition;
            }
        } while (page.more());
        return Days.needed(sync.days(), stored, settled, sync.today(), restatedDays);
    }

    /** Noted before the days are read: if that fails, they are still not settled the next time. */
    private void unsettleWhatIsRestated(RestatingCostProvider restating) {
        proceed();
        String mark = patience.call("read the checkpoint of " + account, checkpoint::mark);
        RestatingCostProvider.Restated restated = patience.call(
                "ask what has changed of " + account,
                () -> restating.restatedSince(account, mark, new PaidCallsOnly(this)));
        patience.call(
                "write the checkpoint of " + account, () -> checkpoint.restated(restated.days(), restated.mark()));
    }

    private void read(DayRange range) {
        try {
            patience.call("read " + account + " of " + range, () -> readOnce(range));
            refused.accept();
        } catch (RuntimeException e) {
            try {
                settle(range);
            } catch (RuntimeException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
        settle(range);
    }

    private void readOnce(DayRange range) {
        proceed();
        refused.begin();
        Intake intake = new Intake(this, range);
        Throwable thrown = null;
        try {
            provider.fetch(account, range, intake);
        } catch (Throwable e) {
            thrown = e;
        }
        intake.end(thrown);
    }

    private void settle(DayRange range) {
        List<LocalDate> settled = books.finalDays(range).stream()
                .filter(day -> Days.isSettled(day, sync.today(), restatedDays))
                .toList();
        if (!settled.isEmpty()) {
            patience.call("write the checkpoint of " + account, () -> checkpoint.settle(settled));
        }
    }

    /**
     * To be called wherever it is safe to stop.
     *
     * @throws SyncStopped if the sync has to
     */
    void proceed() {
        requireNoEnd();
        lease.keep("take the lease of " + account, patience);
        // That may have taken long.
        requireNoEnd();
    }

    private void requireNoEnd() {
        Ending end = ending.get();
        if (end != null) {
            throw new SyncStopped(end.outcome, end.reason == null ? "the sync of this account has ended" : end.reason);
        }
        sync.cancellation().check();
    }

    /** @throws SyncStopped if another instance has taken the account over */
    void requireLease() {
        if (!patience.call("read the lease of " + account, lease::isHeld)) {
            throw new SyncStopped(
                    Outcome.SKIPPED,
                    "another instance took this account over, because the lease of "
                            + sync.policy().lease()
                            + " was not renewed in time; its sync replaces what this one has stored");
        }
    }

    void refused(Refusal refusal) {
        refused.add(refusal);
    }

    void paidCall() {
        sync.paidCalls().take();
        paidCalls.incrementAndGet();
    }

    void stored(LocalDate day, long records) {
        Long before = toldRecords.put(day, records);
        sync.tracker().stored(account, before == null ? 1 : 0, records - (before == null ? 0 : before));
    }

    SourceAccount account() {
        return account;
    }

    Tenant tenant() {
        return sync.wiring().tenant();
    }

    Behind storing() {
        return storing;
    }

    Behind checking() {
        return checking;
    }

    CostStore costs() {
        return sync.wiring().costs();
    }

    AccountBooks books() {
        return books;
    }

    Patience patience() {
        return patience;
    }

    private void requireOwnName() {
        if (!account.provider().equals(provider.name())) {
            throw new SmartCostException(
                    "The provider '" + provider.name() + "' broke its contract: it told an account of '"
                            + account.provider() + "'. Nothing was read; the mistake is in the provider's plug-in");
        }
    }

    private void pause(Duration wait) {
        sync.tracker().waiting(account);
        sync.pause(wait, this::proceed);
    }

    /** An interrupt was meant for the call that hung, and must not keep the lease from being given back. */
    private void release() {
        boolean interrupted = Thread.interrupted();
        try {
            lease.release();
        } catch (RuntimeException e) {
            LOG.warn(
                    "The lease of {} could not be given back and will expire in {}",
                    account,
                    sync.policy().lease(),
                    e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(Outcome outcome, @Nullable String reason) {
        ending.compareAndSet(
                null, new Ending(outcome, reason, sync.wiring().clock().instant()));
    }

    static String message(RuntimeException e) {
        String message = e.getMessage();
        return e instanceof SmartCostException && message != null ? message : e.toString();
    }

    private record Ending(Outcome outcome, @Nullable String reason, Instant at) {}
}
