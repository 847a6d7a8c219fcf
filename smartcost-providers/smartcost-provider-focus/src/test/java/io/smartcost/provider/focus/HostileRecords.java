package io.smartcost.provider.focus;

import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.Tags;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random records with all that a text, a number or a date can be. */
final class HostileRecords {
    private static final String[] PIECES = {
        "a",
        "B",
        "0",
        " ",
        "  ",
        ",",
        "\"",
        "\"\"",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "'",
        "\\",
        "{",
        "}",
        ":",
        "=1+1",
        "+",
        "-",
        "@",
        "é",
        "ß",
        "漢字",
        "😀",
        "\u202Eabc",
        "\u0000",
        "\uFEFF",
        "\uFFFD",
        "%",
        "_",
        "'; DROP TABLE costs; --",
        ".*[(",
        "null",
        "</script>",
        "x".repeat(500)
    };

    private final Random random;

    HostileRecords(long seed) {
        random = new Random(seed);
    }

    List<CostRecord> some() {
        List<CostRecord> records = new ArrayList<>();
        for (int i = random.nextInt(60); i >= 0; i--) {
            records.add(one());
        }
        return records;
    }

    private CostRecord one() {
        CostRecord.Builder record = CostRecord.startingAt(time()).currency(random.nextBoolean() ? "USD" : "EUR");
        for (FocusColumn column : FocusColumn.values()) {
            boolean always = column == FocusColumn.CHARGE_PERIOD_START || column == FocusColumn.BILLING_CURRENCY;
            if (always || random.nextInt(3) == 0) {
                continue;
            }
            switch (column.type()) {
                case TEXT, JSON -> record.text(column, text());
                case DECIMAL -> record.decimal(column, decimal());
                case TIME -> record.time(column, time());
                case TAGS -> record.tags(tags());
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            record.extension("x_" + random.nextInt(6) + (random.nextInt(4) == 0 ? "\"é,\n" + "x" : ""), text());
        }
        return record.build();
    }

    /** Never the word NULL, which a FOCUS file cannot tell from nothing. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString().equalsIgnoreCase("null") ? "nil" : text.toString();
    }

    BigDecimal decimal() {
        BigInteger digits = new BigInteger(1 + random.nextInt(120), random);
        return new BigDecimal(random.nextBoolean() ? digits : digits.negate(), random.nextInt(60) - 15);
    }

    private Instant time() {
        long second = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond()
                + (long) (random.nextDouble() * 9998L * 365 * 86_400);
        return Instant.ofEpochSecond(second, random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
    }

    private Tags tags() {
        Map<String, String> tags = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            tags.put(text(), random.nextInt(4) == 0 ? "" : text());
        }
        return Tags.of(tags);
    }
}
