package io.smartcost.testkit.files;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;

/** A program that replaces one partition for ever, the n-th time by n records that cost n, and prints each n when it is stored. */
final class Replacing {
    static final LocalDate DAY = LocalDate.of(2026, 8, 1);

    private Replacing() {}

    public static void main(String[] arguments) {
        FileCostStore store = new FileCostStore(Path.of(arguments[0]));
        for (int n = 1; ; n++) {
            store.replace(Tenant.DEFAULT, partition(n));
            System.out.println(n);
        }
    }

    private static CostPartition partition(int n) {
        CostRecord record = CostRecord.startingAt(DAY.atStartOfDay().toInstant(ZoneOffset.UTC))
                .currency("USD")
                .cost(CostMetric.BILLED, new BigDecimal(n))
                .build();
        return new CostPartition(
                new SourceAccount("aws", "1"), DAY, Completeness.FINAL, Collections.nCopies(n, record));
    }
}
