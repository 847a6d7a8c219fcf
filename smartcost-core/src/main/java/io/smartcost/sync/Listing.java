package io.smartcost.sync;

import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one provider for its accounts. */
final class Listing implements Crew.Work {
    private static final Logger LOG = LoggerFactory.getLogger(Listing.class);

    private final SyncRun sync;
    private final CostProvider provider;
    private final AtomicReference<@Nullable Answer> answer = new AtomicReference<>();

    Listing(SyncRun sync, CostProvider provider) {
        this.sync = sync;
        this.provider = provider;
    }

    @Override
    public void run() {
        try {
            sync.cancellation().check();
            List<SourceAccount> accounts = new Patience(sync.policy(), this::pause)
                    .call("list the accounts of '" + provider.name() + "'", provider::accounts);
            answer.compareAndSet(null, new Answer(accounts.stream().distinct().toList(), null));
        } catch (RuntimeException e) {
            LOG.warn("The accounts of '{}' could not be listed", provider.name(), e);
            fail(AccountRun.message(e));
        } catch (Error e) {
            LOG.error("The accounts of '{}' could not be listed", provider.name(), e);
            fail(e.toString());
            throw e;
        }
    }

    @Override
    public void giveUp(SyncStopped why) {
        fail(String.valueOf(why.getMessage()));
    }

    CostProvider provider() {
        return provider;
    }

    Answer answer() {
        Answer given = answer.get();
        return given == null ? new Answer(List.of(), "it has not answered") : given;
    }

    private void fail(String reason) {
        answer.compareAndSet(null, new Answer(List.of(), reason));
    }

    private void pause(Duration wait) {
        sync.pause(wait, sync.cancellation()::check);
    }

    /** @param failure why there are no accounts, or null */
    record Answer(List<SourceAccount> accounts, @Nullable String failure) {}
}
