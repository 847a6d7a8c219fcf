package io.smartcost.provider.focus;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusVersion;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.CostExport;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Writes records as a FOCUS 1.2, 1.3 or 1.4 cost and usage file: CSV as RFC 4180 has it, UTF-8, dates in UTC, every digit of every
 * amount in plain notation, an absent value as an empty cell. What {@link FocusReader} read and this wrote reads back equal.
 *
 * <p>The file has every column of the version, then the further columns: FOCUS columns of other versions, and extensions, under
 * the names they came with. The header comes before the first record, so the further columns must be known by then: {@link
 * #write(Path, FocusVersion, Iterable)} goes over the records twice to find them, {@link #furtherColumns} finds them for those who
 * write piece by piece. A record with a value that has no column is an error, so nothing is lost in silence.
 *
 * <p>Version 1.2 knows {@code ProviderName} and later ones {@code ServiceProviderName}: where a record has the other one only, its
 * value stands in both.
 *
 * <p>A FOCUS file is read by machines, so no value is altered: a text that begins with {@code =} is written as it is, and is not
 * made harmless for spreadsheets. A text {@code NULL} reads back as absent. Not thread-safe.
 */
public final class FocusWriter implements Closeable {
    private static final int BUFFER = 64 << 10;

    private final CsvWriter csv;
    private final Layout layout;

    private FocusWriter(CsvWriter csv, Layout layout) {
        this.csv = csv;
        this.layout = layout;
        csv.writeRecord(layout.names());
    }

    /**
     * Writes a header, and then what {@link #write(CostRecord)} is given.
     *
     * @param out closed by {@link #close}
     * @param furtherColumns the columns that come after those of the version, in this order
     * @throws IllegalArgumentException if the version is older than 1.2
     */
    public static FocusWriter to(OutputStream out, FocusVersion version, Collection<String> furtherColumns) {
        Layout layout = new Layout(version, furtherColumns);
        // An encoder of our own fails on what is no Unicode text, where the default one would write a question mark.
        OutputStreamWriter text = new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder());
        return new FocusWriter(
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(new BufferedWriter(text, BUFFER)), layout);
    }

    /**
     * Writes all records to a file, gzipped if its name ends with {@code .gz}. An existing one is replaced when all is written.
     *
     * @param records gone over twice, and the same both times
     */
    public static void write(Path file, FocusVersion version, Iterable<CostRecord> records) throws IOException {
        writeWhole(file, version, reader -> records.forEach(reader));
    }

    /**
     * The same for {@code smartCost.costs().during(…).export(…)}. A sync that stores something new between the two times that the
     * records are gone over can make it fail; the file is then as it was.
     */
    public static CostExport export(Path file, FocusVersion version) {
        return records -> {
            try {
                writeWhole(file, version, records);
            } catch (IOException | UncheckedIOException e) {
                throw new SmartCostException("Could not write the FOCUS file " + file + ": " + e.getMessage(), e);
            }
        };
    }

    private static void writeWhole(Path file, FocusVersion version, CostExport.Records records) throws IOException {
        Set<String> further = Layout.furtherColumns(version, records);
        boolean gzip = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part);
                    OutputStream packed = gzip ? new GZIPOutputStream(out, BUFFER) : out;
                    FocusWriter writer = to(packed, version, further)) {
                records.forEach(writer::write);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * The columns with a value in these records that a file of this version has not got by itself: FOCUS columns first, then
     * extensions by name.
     */
    public static Set<String> furtherColumns(FocusVersion version, Iterable<CostRecord> records) {
        return Layout.furtherColumns(version, reader -> records.forEach(reader));
    }

    /** @throws IllegalArgumentException if a value of the record has no column in this file */
    public void write(CostRecord record) {
        csv.writeRecord(layout.cells(record));
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
