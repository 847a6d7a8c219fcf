package io.smartcost.testkit;

import io.smartcost.spi.CostProvider;

class SmallestCostProviderTest extends BillContract {
    @Override
    protected CostProvider provider() {
        return new SmallestCostProvider(BILL);
    }
}
