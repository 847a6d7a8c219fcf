package io.smartcost.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A year of cost records, the same for every side and every run: 4 providers, 200 accounts of one provider each, 120 services whose
 * use follows Zipf's law, 30 regions, the tags env (5 values, 1 record in 20 without) and team (40), 100,000 resources, and costs of
 * up to 10 fractional digits.
 */
final class BenchmarkData {
    static final LocalDate START = LocalDate.of(2025, 1, 1);
    static final int DAYS = 365;
    static final List<String> PROVIDERS = List.of("AWS", "Google Cloud", "Microsoft", "Oracle");
    static final List<String> ACCOUNTS = names("account-", 200);
    static final List<String> SERVICES = names("service-", 120);
    static final List<String> REGIONS = names("region-", 30);
    static final List<String> ENVS = List.of("dev", "prod", "qa", "sandbox", "staging");
    static final List<String> TEAMS = names("team-", 40);
    static final List<String> RESOURCES = names("arn:resource/", 100_000);

    static final String CURRENCY = "USD";

    private static final long SEED = 42;

    private final int rows;
    private final int[] zipf = zipf(SERVICES.size(), 1 << 16);

    BenchmarkData(int rows) {
        this.rows = rows;
    }

    /** One record; indexes into the lists above. The same object is used for all. */
    static final class Row {
        LocalDate day = START;
        int provider;
        int account;
        int service;
        int region;
        /** -1 for none. */
        int env;

        int team;
        int resource;
        long unscaledCost;
        int scale;

        @Nullable
        String envText() {
            return env < 0 ? null : ENVS.get(env);
        }
    }

    /** Takes the records of a day, one at a time. */
    interface RowReader {
        void read(Row row);
    }

    int rows() {
        return rows;
    }

    /** Gives all records of a day, counted from 0. */
    void day(int day, RowReader reader) {
        SplittableRandom random = new SplittableRandom(SEED * 1_000 + day);
        Row row = new Row();
        row.day = START.plusDays(day);
        int count = rows / DAYS + (day < rows % DAYS ? 1 : 0);
        for (int i = 0; i < count; i++) {
            row.account = random.nextInt(ACCOUNTS.size());
            row.provider = row.account % PROVIDERS.size();
            row.service = zipf[random.nextInt(zipf.length)];
            row.region = random.nextInt(REGIONS.size());
            row.env = random.nextInt(20) == 0 ? -1 : random.nextInt(ENVS.size());
            row.team = random.nextInt(TEAMS.size());
            row.resource = random.nextInt(RESOURCES.size());
            row.scale = 2 + random.nextInt(9);
            row.unscaledCost = random.nextLong(1, 100) * random.nextLong(1, 1_000_000_000L) % POWERS[row.scale + 3];
            reader.read(row);
        }
    }

    /**
     * All records as a CSV file, sorted by day, with an empty cell for an absent text. It is written once and kept, in the directory
     * of temporary files or the one that the system property {@code smartcost.benchmarks.files} names.
     */
    Path csv() {
        Path csv = file("costs", "csv");
        if (!Files.exists(csv)) {
            try {
                Path part = Files.createTempFile(csv.getParent(), "costs", ".part");
                try (BufferedWriter writer = Files.newBufferedWriter(part)) {
                    write(writer);
                }
                Files.move(part, csv, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return csv;
    }

    private void write(BufferedWriter writer) throws IOException {
        writer.write("day,provider,account,service,region,env,team,resource,cost,currency\n");
        for (int day = 0; day < DAYS; day++) {
            StringBuilder lines = new StringBuilder();
            day(
                    day,
                    row -> lines.append(row.day)
                            .append(',')
                            .append(PROVIDERS.get(row.provider))
                            .append(',')
                            .append(ACCOUNTS.get(row.account))
                            .append(',')
                            .append(SERVICES.get(row.service))
                            .append(',')
                            .append(REGIONS.get(row.region))
                            .append(',')
                            .append(Objects.requireNonNullElse(row.envText(), ""))
                            .append(',')
                            .append(TEAMS.get(row.team))
                            .append(',')
                            .append(RESOURCES.get(row.resource))
                            .append(',')
                            .append(BigDecimal.valueOf(row.unscaledCost, row.scale)
                                    .toPlainString())
                            .append(',')
                            .append(CURRENCY)
                            .append('\n'));
            writer.append(lines);
        }
    }

    /** Where something made of this data is kept: other data has another file. */
    Path file(String name, String suffix) {
        Path directory =
                Path.of(System.getProperty("smartcost.benchmarks.files", System.getProperty("java.io.tmpdir")));
        int[] hash = {rows};
        day(0, row -> hash[0] = 31 * hash[0] + Objects.hash(row.account, row.service, row.resource, row.unscaledCost));
        return directory.resolve("smartcost-" + name + "-" + rows + "-" + Integer.toHexString(hash[0]) + "." + suffix);
    }

    private static final long[] POWERS = new long[14];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private static List<String> names(String prefix, int count) {
        int digits = String.valueOf(count - 1).length();
        return IntStream.range(0, count)
                .mapToObj(i -> prefix + "0".repeat(digits - String.valueOf(i).length()) + i)
                .toList();
    }

    /** A table to draw from in which rank r stands about 1/r as often as rank 1. */
    private static int[] zipf(int ranks, int size) {
        double all = IntStream.rangeClosed(1, ranks).mapToDouble(r -> 1.0 / r).sum();
        int[] table = new int[size];
        int at = 0;
        double sum = 0;
        for (int rank = 1; rank <= ranks; rank++) {
            sum += 1.0 / rank;
            for (; at < Math.round(size * sum / all); at++) {
                table[at] = rank - 1;
            }
        }
        return table;
    }
}
