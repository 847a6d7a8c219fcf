package io.smartcost.provider.focus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.Refusal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;

/**
 * Writes a file of as many mebibytes as the first argument says into the folder that the second names, reads it, fetches it, and
 * prints what it took. Ends with an error if a sum is wrong. To be run with a small {@code -Xmx}.
 */
final class LargeFile {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final int DAYS = 120;

    private BigDecimal written = BigDecimal.ZERO;
    private long rows;

    private LargeFile() {}

    public static void main(String[] arguments) throws IOException {
        LargeFile large = new LargeFile();
        Path file = Path.of(arguments[1], "large.csv");
        try {
            large.write(file, Long.parseLong(arguments[0]) << 20);
            System.out.printf(
                    "%,d rows, %,d MiB, -Xmx %,d MiB%n",
                    large.rows, Files.size(file) >> 20, Runtime.getRuntime().maxMemory() >> 20);
            large.read(file);
            large.fetch(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void write(Path file, long bytes) throws IOException {
        Random random = new Random(7);
        long size = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
            out.write(
                    "BilledCost,BillingAccountId,BillingAccountName,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,ChargeCategory,"
                            + "ChargeDescription,ChargePeriodEnd,ChargePeriodStart,ConsumedQuantity,ConsumedUnit,ContractedCost,EffectiveCost,ListCost,"
                            + "ListUnitPrice,PricingQuantity,PricingUnit,ProviderName,PublisherName,RegionId,ResourceId,ServiceCategory,ServiceName,"
                            + "SkuId,SubAccountId,Tags,x_CostCenter\n");
            while (size < bytes) {
                BigDecimal cost = BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 11);
                LocalDate day = FIRST.plusDays(random.nextInt(DAYS));
                LocalDate month = day.withDayOfMonth(1);
                String row = cost + ",123456789012,Acme Corp,USD," + month.plusMonths(1) + "T00:00:00Z," + month
                        + "T00:00:00Z,Usage,"
                        + "\"$0.0464 per On Demand Linux t3.large, hour " + random.nextInt(500) + "\","
                        + day.plusDays(1) + "T00:00:00Z," + day
                        + "T00:00:00Z," + random.nextInt(1000) / 8.0 + ",Hours," + cost + "," + cost + "," + cost
                        + ",0.0464," + random.nextInt(24)
                        + ",Hours,AWS,Amazon Web Services,eu-west-" + random.nextInt(3)
                        + ",arn:aws:ec2:eu-west-1:123456789012:instance/i-"
                        + Long.toHexString(random.nextLong()) + ",Compute,Amazon Elastic Compute Cloud,SKU"
                        + random.nextInt(900) + ",98765432"
                        + random.nextInt(100) + ",\"{\"\"env\"\": \"\"prod\"\", \"\"team\"\": \"\"t"
                        + random.nextInt(40) + "\"\"}\",CC" + random.nextInt(50)
                        + "\n";
                out.write(row);
                size += row.length();
                written = written.add(cost);
                rows++;
            }
        }
    }

    private void read(Path file) {
        BigDecimal[] sum = {BigDecimal.ZERO};
        long start = System.nanoTime();
        FocusReader.Outcome outcome = FocusReader.read(file, new FocusReader.RowHandler() {
            @Override
            public void record(CostRecord record, long line) {
                sum[0] = sum[0].add(record.cost(CostMetric.BILLED));
            }

            @Override
            public void refused(Refusal refusal) {
                throw new IllegalStateException(refusal.toString());
            }
        });
        report("FocusReader.read", start, outcome.read(), sum[0]);
    }

    private void fetch(Path file) {
        BigDecimal[] sum = {BigDecimal.ZERO};
        long[] count = {0};
        FocusFiles files = FocusFiles.in(file);
        long start = System.nanoTime();
        files.fetch(files.accounts().get(0), new DayRange(FIRST, FIRST.plusDays(DAYS)), new CostReceiver() {
            @Override
            public void partition(CostPartition partition) {
                for (CostRecord record : partition.records()) {
                    sum[0] = sum[0].add(record.cost(CostMetric.BILLED));
                    count[0]++;
                }
            }

            @Override
            public void refused(Refusal refusal) {
                throw new IllegalStateException(refusal.toString());
            }

            @Override
            public void paidCall() {
                throw new IllegalStateException("Files cost nothing");
            }
        });
        report("FocusFiles.fetch", start, count[0], sum[0]);
    }

    private void report(String what, long start, long count, BigDecimal sum) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%s: %.1f s, %,.0f rows/s%n", what, seconds, count / seconds);
        if (count != rows || sum.compareTo(written) != 0) {
            throw new IllegalStateException(count + " rows with " + sum + " instead of " + rows + " with " + written);
        }
    }
}
