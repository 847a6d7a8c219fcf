package io.smartcost.provider.focus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.spi.Refusal;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files with faults at random places: every row is read or refused, and the sums are those of the text. */
class BalanceTest {
    private static final String HEADER = "BilledCost,ChargePeriodStart,ServiceName,BillingCurrency,Tags,x_more";
    private static final String[] COSTS = {
        "0", "1.10", "-3.000000000000000000000000000007", "5.64902E-05", "123456789012345678901234.5", "1e3", ""
    };
    private static final String[] FAULTS = {
        "1,2026-08-01,a,USD,,b,one too many",
        "1,2026-08-01,a,USD",
        "abc,2026-08-01,a,USD,,b",
        "1E+1000000000,2026-08-01,a,USD,,b",
        "1,yesterday,a,USD,,b",
        "1,2026-08-01,a,,,b",
        "1,,a,USD,,b",
        "1,2026-08-01,a,USD,{,b",
        "1,2026-08-01,\"a\"a,USD,,b",
        "1,2026-08-01,\"never closed,USD,,b",
        "\"1,000\",2026-08-01,a,USD,,b",
        ",,,,,",
        "1,2026-08-01,\u0001\u0001,USD,,b",
        "x"
    };

    static LongStream seeds() {
        return Seeds.some();
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void rows_and_sums_balance(long seed, @TempDir Path folder) throws IOException {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>(List.of(HEADER));
        Set<Long> faulty = new TreeSet<>();
        for (int i = random.nextInt(400); i >= 0; i--) {
            boolean fault = random.nextInt(5) == 0;
            if (fault) {
                faulty.add(lines.size() + 1L);
            }
            lines.add(fault ? FAULTS[random.nextInt(FAULTS.length)] : good(random));
        }
        Path file = folder.resolve("costs.csv");
        Files.write(file, bytes(String.join(random.nextBoolean() ? "\n" : "\r\n", lines)));
        Reading reading = new Reading();
        FocusReader.Outcome outcome = FocusReader.read(file, reading);

        assertThat(outcome.rows()).as("smartcost.seed=%d", seed).isEqualTo(lines.size() - 1);
        assertThat(outcome.refused()).as("smartcost.seed=%d", seed).isEqualTo(reading.refusals.size());
        assertThat(reading.refusals.stream().map(Refusal::line).collect(Collectors.toList()))
                .as("smartcost.seed=%d", seed)
                .containsExactlyElementsOf(faulty);
        BigDecimal expected = sumOfText(lines, faulty);
        assertThat(sum(reading.records)).as("smartcost.seed=%d", seed).isEqualByComparingTo(expected);

        Received received = new Received();
        FocusFiles files = FocusFiles.in(folder).named("seeded");
        files.fetch(
                files.accounts().get(0), new DayRange(LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1)), received);
        assertThat(received.refusals).as("smartcost.seed=%d", seed).isEqualTo(reading.refusals);
        List<CostRecord> sent =
                received.days.values().stream().flatMap(List::stream).toList();
        assertThat(sent).as("smartcost.seed=%d", seed).containsExactlyInAnyOrderElementsOf(reading.records);
    }

    private static String good(Random random) {
        return COSTS[random.nextInt(COSTS.length)] + ",2026-08-0" + (1 + random.nextInt(9)) + ",s" + random.nextInt(9)
                + ",USD,,";
    }

    /** Two control characters stand for two bytes that are no UTF-8. */
    private static byte[] bytes(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == 1 ? (byte) 0xC3 : bytes[i];
        }
        return bytes;
    }

    private static BigDecimal sumOfText(List<String> lines, Set<Long> without) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int line = 2; line <= lines.size(); line++) {
            String cost = lines.get(line - 1).split(",", 2)[0];
            sum = without.contains((long) line) || cost.isEmpty() ? sum : sum.add(new BigDecimal(cost));
        }
        return sum;
    }

    private static BigDecimal sum(List<CostRecord> records) {
        BigDecimal sum = BigDecimal.ZERO;
        for (CostRecord record : records) {
            BigDecimal cost = record.cost(CostMetric.BILLED);
            sum = cost == null ? sum : sum.add(cost);
        }
        return sum;
    }
}
