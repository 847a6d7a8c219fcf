package io.smartcost.provider.focus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CsvRowsTest {
    static LongStream seeds() {
        return Seeds.some();
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void splits_as_fastcsv_does(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            String csv = wellFormed(random);
            List<String> expected = new ArrayList<>();
            for (CsvRecord row : CsvReader.builder()
                    .skipEmptyLines(true)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(csv)) {
                expected.add(row.getStartingLineNumber() + " " + row.getFields());
            }
            assertThat(split(csv, random))
                    .as("smartcost.seed=%d, %s", seed, csv)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void garbage_ends_and_is_counted_line_by_line(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder garbage = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                garbage.append("\"\",\n\r a".charAt(random.nextInt(7)));
            }
            long lines = garbage.toString().split("\r\n|\r|\n", -1).length;
            long last = 0;
            try (CsvRows rows = new CsvRows(dripping(garbage.toString().getBytes(UTF_8), random))) {
                while (rows.next()) {
                    assertThat(rows.line())
                            .as("smartcost.seed=%d, %s", seed, garbage)
                            .isBetween(last + 1, lines);
                    last = rows.line();
                }
            }
        }
    }

    private static String wellFormed(Random random) {
        String[] lineEnds = {"\n", "\r\n", "\r"};
        String[] plain = {"", "a", "é😀", " b ", "x\"y", "1.5", "'", "z".repeat(random.nextInt(40_000))};
        String[] inQuotes = {"", "\"\"", ",", "\n", "\r", "\r\n", "q", "漢", "\"\"\"\""};
        StringBuilder csv = new StringBuilder();
        for (int rows = random.nextInt(8); rows > 0; rows--) {
            for (int cells = random.nextInt(5); cells >= 0; cells--) {
                if (random.nextBoolean()) {
                    csv.append('"');
                    for (int pieces = random.nextInt(4); pieces > 0; pieces--) {
                        csv.append(inQuotes[random.nextInt(inQuotes.length)]);
                    }
                    csv.append('"');
                } else {
                    csv.append(plain[random.nextInt(plain.length)]);
                }
                csv.append(cells > 0 ? "," : "");
            }
            csv.append(rows > 1 || random.nextBoolean() ? lineEnds[random.nextInt(lineEnds.length)] : "");
        }
        return csv.toString();
    }

    private static List<String> split(String csv, Random random) throws IOException {
        List<String> rows = new ArrayList<>();
        Cell cell = new Cell();
        try (CsvRows split = new CsvRows(dripping(csv.getBytes(UTF_8), random))) {
            while (split.next()) {
                assertThat(split.fault()).isNull();
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < split.cells(); i++) {
                    split.cell(i, cell);
                    cells.add(new String(cell.copy(), UTF_8));
                }
                rows.add(split.line() + " " + cells);
            }
        }
        return rows;
    }

    /** Gives a few bytes at a time, so that every place is once the end of what there is. */
    private static InputStream dripping(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(bytes.length > 1000 ? 5000 : 3)));
            }
        };
    }
}
