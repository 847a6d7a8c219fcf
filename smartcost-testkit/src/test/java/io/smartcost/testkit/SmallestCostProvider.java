package io.smartcost.testkit;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The smallest provider that keeps the contract: one account, whose bill is lines of {@code day,amount} in euros. */
class SmallestCostProvider implements CostProvider {
    final List<String> bill;

    SmallestCostProvider(List<String> bill) {
        this.bill = bill;
    }

    @Override
    public String name() {
        return "bill";
    }

    @Override
    public List<SourceAccount> accounts() {
        return List.of(new SourceAccount(name(), "all"));
    }

    @Override
    public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
        receiver.paidCall();
        TreeMap<LocalDate, List<CostRecord>> known = new TreeMap<>();
        for (int line = 0; line < bill.size(); line++) {
            String[] columns = bill.get(line).split(",", -1);
            LocalDate day = LocalDate.parse(columns[0]);
            List<CostRecord> records = known.computeIfAbsent(day, d -> new ArrayList<>());
            try {
                BigDecimal amount = new BigDecimal(columns[1]);
                Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
                CostRecord.Builder cost = CostRecord.startingAt(start).currency("EUR");
                records.add(cost.cost(CostMetric.BILLED, amount).build());
            } catch (NumberFormatException e) {
                receiver.refused(new Refusal("bill", line + 1L, "amount", "'" + columns[1] + "' is no decimal"));
            }
        }
        known.subMap(days.start(), days.end())
                .forEach((day, records) ->
                        receiver.partition(new CostPartition(account, day, Completeness.FINAL, records)));
    }
}
