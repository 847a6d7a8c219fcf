package io.smartcost.sync;

import io.smartcost.model.Tenant;
import io.smartcost.model.TimeFrame;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.StateStore;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Reads what the providers know and the store does not: the days that are not stored yet, those that are not final, and those
 * that may have been restated. Running it twice, twice at once, or again after a crash changes nothing but the number of calls.
 *
 * <pre>{@code
 * SyncReport report = smartCost.sync().since(lastDays(35)).maxPaidCalls(100).run();
 * }</pre>
 *
 * <p>Immutable; each method gives a changed copy, and one may be run many times.
 */
public final class Sync {
    private static final TimeFrame DEFAULT_DAYS = TimeFrame.lastDays(35);
    private static final long DEFAULT_PAID_CALLS = 1_000;

    private final Wiring wiring;
    private final TimeFrame since;
    private final SyncPolicy policy;
    private final SyncListener listener;
    private final BooleanSupplier cancelledWhen;
    private final long maxPaidCalls;

    private Sync(
            Wiring wiring,
            TimeFrame since,
            SyncPolicy policy,
            SyncListener listener,
            BooleanSupplier cancelledWhen,
            long maxPaidCalls) {
        this.wiring = wiring;
        this.since = since;
        this.policy = policy;
        this.listener = listener;
        this.cancelledWhen = cancelledWhen;
        this.maxPaidCalls = maxPaidCalls;
    }

    /**
     * A sync of the last 35 days by the {@linkplain SyncPolicy#DEFAULT default policy}, with at most 1,000 paid calls.
     *
     * @param clock says which day is today, and when leases expire
     * @param executor runs the accounts, as many at once as it has threads, and where it has more of them, up to two for each account
     *     that store a day while the next is read. One that runs them in the caller's thread will do, but then nothing interrupts a
     *     call that hangs. The thread that calls {@link #run} should not be the only one it has. A full one rejects work and does not
     *     wait
     */
    public static Sync of(
            Tenant tenant,
            List<CostProvider> providers,
            CostStore costs,
            StateStore state,
            Clock clock,
            Executor executor) {
        return of(new Wiring(tenant, providers, costs, state, clock, executor, Thread::sleep));
    }

    static Sync of(Wiring wiring) {
        return new Sync(wiring, DEFAULT_DAYS, SyncPolicy.DEFAULT, progress -> {}, () -> false, DEFAULT_PAID_CALLS);
    }

    /** The days to have in the store, those after today left out. */
    public Sync since(TimeFrame days) {
        return new Sync(wiring, days, policy, listener, cancelledWhen, maxPaidCalls);
    }

    public Sync policy(SyncPolicy newPolicy) {
        return new Sync(wiring, since, newPolicy, listener, cancelledWhen, maxPaidCalls);
    }

    public Sync listener(SyncListener newListener) {
        return new Sync(wiring, since, policy, newListener, cancelledWhen, maxPaidCalls);
    }

    /**
     * Ends the sync, between two partitions, as soon as this is true. It is asked often and by several threads. Interrupting the
     * thread that runs the sync does the same. A call to a provider that is still going on 10 seconds later is interrupted.
     */
    public Sync cancelWhen(BooleanSupplier condition) {
        return new Sync(wiring, since, policy, listener, condition, maxPaidCalls);
    }

    /** Caps the calls that cost money, of all accounts together; accounts that make none go on when it is reached. */
    public Sync maxPaidCalls(long cap) {
        if (cap < 0) {
            throw new IllegalArgumentException("A cap on paid calls is at least 0, got " + cap);
        }
        return new Sync(wiring, since, policy, listener, cancelledWhen, cap);
    }

    /**
     * Syncs every account of every provider and waits for the end.
     *
     * @return what happened; failures of providers and stores are in it, account by account, and are not thrown
     */
    public SyncReport run() {
        return new SyncRun(this).run();
    }

    Wiring wiring() {
        return wiring;
    }

    TimeFrame since() {
        return since;
    }

    SyncPolicy policy() {
        return policy;
    }

    SyncListener listener() {
        return listener;
    }

    BooleanSupplier cancelledWhen() {
        return cancelledWhen;
    }

    long maxPaidCalls() {
        return maxPaidCalls;
    }
}
