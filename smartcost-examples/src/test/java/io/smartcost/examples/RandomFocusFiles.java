package io.smartcost.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Writes folders of FOCUS files as real ones are: in many spellings, and with rows that cannot be read. */
final class RandomFocusFiles {
    static final List<String> COLUMNS = List.of(
            "ChargePeriodStart",
            "BillingCurrency",
            "BilledCost",
            "EffectiveCost",
            "ListCost",
            "ContractedCost",
            "ServiceName",
            "RegionId",
            "ProviderName",
            "Tags",
            "x_Own");

    private static final List<String> DAYS = List.of(
            "2026-06-30T23:59:59Z",
            "2026-07-01T00:00:00Z",
            "2026-07-01 00:00:00",
            "7/1/2026",
            "2026-07-02",
            "2026-07-31T12:30:00.123Z",
            "8/1/2026 5:06",
            "1999-12-31T00:00:00Z",
            "2150-01-01T00:00:00Z");
    private static final List<String> CURRENCIES = List.of("USD", "USD", "EUR", " JPY ", "usd");
    private static final List<String> NAMES = List.of(
            "AmazonEC2", "Azure, \"quoted\"", "two\nlines", "سحابة", "雲 ☁️", "=1+1", " blank ", "'; DROP", "", "NULL");
    private static final List<String> TAGS = List.of(
            "{\"env\": \"prod\", \"team\": \"a\"}",
            "{\"Env\":\"dev\"}",
            "\"env\": \"prod\",\"team\": \"b\"",
            "{\" env\": \"blank before\"}",
            "{\"env\": \"\"}",
            "{}",
            "",
            "NULL");
    private static final List<String> FAULTS = List.of("date", "currency", "amount", "tags", "short", "long");

    private final Random random;

    RandomFocusFiles(long seed) {
        random = new Random(seed);
    }

    void writeTo(Path folder) throws IOException {
        int files = 1 + random.nextInt(4);
        for (int i = 0; i < files; i++) {
            Path in = Files.createDirectories(folder.resolve(any(List.of(".", "aws", "azure/2026-07", "ä b"))));
            boolean gzip = random.nextBoolean();
            Path file = in.resolve("part-" + i + any(List.of(".csv", ".CSV")) + (gzip ? ".gz" : ""));
            try (OutputStream out = Files.newOutputStream(file);
                    OutputStream packed = gzip ? new GZIPOutputStream(out) : out) {
                packed.write(file().getBytes(UTF_8));
            }
        }
        Files.writeString(folder.resolve("manifest.json"), "{}");
    }

    private String file() {
        String lineEnd = any(List.of("\n", "\r\n"));
        List<String> columns = new ArrayList<>(COLUMNS);
        Collections.shuffle(columns, random);
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "")
                .append(String.join(",", columns))
                .append(lineEnd);
        int rows = random.nextInt(120);
        for (int i = 0; i < rows; i++) {
            text.append(row(columns)).append(lineEnd).append(random.nextInt(40) == 0 ? lineEnd : "");
        }
        return text.toString();
    }

    private String row(List<String> columns) {
        String fault = random.nextInt(12) == 0 ? any(FAULTS) : "";
        List<String> cells = new ArrayList<>();
        for (String column : columns) {
            cells.add(quoted(cell(column, fault)));
        }
        if (fault.equals("short")) {
            cells.remove(cells.size() - 1);
        } else if (fault.equals("long")) {
            cells.add("more");
        }
        return String.join(",", cells);
    }

    private String cell(String column, String fault) {
        return switch (column) {
            case "ChargePeriodStart" -> fault.equals("date") ? any(List.of("yesterday", "", "2026-02-30")) : any(DAYS);
            case "BillingCurrency" -> fault.equals("currency") ? any(List.of("", "NULL")) : any(CURRENCIES);
            case "BilledCost" -> fault.equals("amount") ? any(List.of("oops", "1,5", "$1", "0x1", "1 2")) : amount();
            case "EffectiveCost", "ListCost", "ContractedCost" -> amount();
            case "Tags" -> fault.equals("tags") ? "{\"env\": " : any(TAGS);
            default -> any(NAMES);
        };
    }

    private String amount() {
        String digits = "" + random.nextInt(1_000_000);
        String sign = any(List.of("", "", "", "-", "+"));
        return switch (random.nextInt(9)) {
            case 0 -> any(List.of("", "NULL", "null"));
            case 1 -> any(List.of("0", "-0.00", "0E-30"));
            case 2 -> sign + digits + "E-" + random.nextInt(40);
            case 3 -> sign + digits + "e+" + random.nextInt(25);
            case 4 -> sign + "." + digits + digits + digits + digits + digits;
            case 5 -> sign + digits + digits + digits + digits + "." + digits + digits + digits;
            case 6 -> " " + sign + digits + ".5 ";
            default -> sign + digits + "." + random.nextInt(1_000_000_000);
        };
    }

    private String quoted(String cell) {
        boolean must = cell.contains(",") || cell.contains("\"") || cell.contains("\n");
        return must || random.nextInt(4) == 0 ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
