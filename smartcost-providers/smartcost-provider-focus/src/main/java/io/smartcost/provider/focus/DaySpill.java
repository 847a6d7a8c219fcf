package io.smartcost.provider.focus;

import io.smartcost.model.CostRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sorts rows by day without holding them: keeps them as they stand in their files, in memory up to a limit and beyond it in one
 * temporary file for each day and header. No file stays open while it is written to.
 */
final class DaySpill implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(DaySpill.class);
    private static final int MOST_IN_MEMORY = 16 << 20;

    private final RowFormat format;
    private final int mostInMemory;
    private final Path temporary;
    private final Map<ByteBuffer, Map<LocalDate, Part>> headers = new HashMap<>();
    private final Map<LocalDate, List<Part>> days = new HashMap<>();
    /** What an iteration that was not finished left open. */
    private final Set<CostRows> reading = new HashSet<>();

    private @Nullable Path folder;
    private long inMemory;

    private @Nullable CostRows file;
    private Map<LocalDate, Part> ofFile = new HashMap<>();

    /** @param format of all rows */
    DaySpill(RowFormat format) {
        this(format, MOST_IN_MEMORY, Path.of(System.getProperty("java.io.tmpdir")));
    }

    DaySpill(RowFormat format, int mostInMemory, Path temporary) {
        this.format = format;
        this.mostInMemory = mostInMemory;
        this.temporary = temporary;
    }

    /** Keeps the row at which a file stands. */
    void add(LocalDate day, CostRows rows) throws IOException {
        if (rows != file) {
            file = rows;
            ofFile = headers.computeIfAbsent(ByteBuffer.wrap(rows.rawHeader()), header -> new HashMap<>());
        }
        Part part = ofFile.get(day);
        if (part == null) {
            part = new Part(rows.rawHeader());
            ofFile.put(day, part);
            days.computeIfAbsent(day, d -> new ArrayList<>()).add(part);
        }
        byte[] row = rows.rawRow();
        part.rows.write(row);
        part.rows.write('\n');
        inMemory += row.length + 1;
        if (inMemory > mostInMemory) {
            moveToFiles();
        }
    }

    private void moveToFiles() throws IOException {
        if (folder == null) {
            folder = Files.createTempDirectory(temporary, "smartcost-focus-");
        }
        for (List<Part> parts : days.values()) {
            for (Part part : parts) {
                part.moveTo(folder);
            }
        }
        inMemory = 0;
    }

    boolean has(LocalDate day) {
        return days.containsKey(day);
    }

    /** The records of a day, read anew with every iteration. */
    Iterable<CostRecord> records(LocalDate day) {
        List<Part> parts = days.getOrDefault(day, List.of());
        return () -> new SpilledRecords(this, parts.iterator());
    }

    CostRows open(Part part) throws IOException {
        CostRows rows = new CostRows(part.content(), "rows put aside", format, null);
        reading.add(rows);
        return rows;
    }

    void close(CostRows rows) throws IOException {
        reading.remove(rows);
        rows.close();
    }

    @Override
    public void close() throws IOException {
        for (CostRows open : reading) {
            open.close();
        }
        if (folder == null) {
            return;
        }
        try {
            for (List<Part> parts : days.values()) {
                for (Part part : parts) {
                    part.delete();
                }
            }
            Files.delete(folder);
        } catch (IOException e) {
            LOG.warn("The temporary folder {} with cost data could not be deleted; delete it by hand", folder, e);
        }
    }

    /** Rows of one day under one header. */
    static final class Part {
        private final byte[] header;
        private ByteArrayOutputStream rows = new ByteArrayOutputStream();
        private @Nullable Path file;

        private Part(byte[] header) {
            this.header = header;
        }

        private void moveTo(Path folder) throws IOException {
            if (rows.size() == 0) {
                return;
            }
            if (file == null) {
                file = Files.createTempFile(folder, "day-", ".csv");
            }
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
                rows.writeTo(out);
            }
            rows = new ByteArrayOutputStream();
        }

        private InputStream content() throws IOException {
            List<InputStream> streams = new ArrayList<>();
            streams.add(new ByteArrayInputStream(header));
            streams.add(new ByteArrayInputStream(new byte[] {'\n'}));
            if (file != null) {
                streams.add(Files.newInputStream(file));
            }
            streams.add(new ByteArrayInputStream(rows.toByteArray()));
            return new SequenceInputStream(Collections.enumeration(streams));
        }

        private void delete() throws IOException {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        }
    }
}
