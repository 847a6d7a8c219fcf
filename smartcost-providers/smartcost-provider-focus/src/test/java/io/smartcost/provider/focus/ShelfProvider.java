package io.smartcost.provider.focus;

import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostReceiver;
import java.util.List;

/** What a provider of delivered exports does with {@link DeliveredCosts}. */
record ShelfProvider(DeliveredCosts costs) implements CostProvider {
    static final SourceAccount ACCOUNT = new SourceAccount("shelf", "exports");

    @Override
    public String name() {
        return ACCOUNT.provider();
    }

    @Override
    public List<SourceAccount> accounts() {
        return List.of(ACCOUNT);
    }

    @Override
    public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
        costs.fetch(account, days, receiver);
    }
}
