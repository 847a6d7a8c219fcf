package io.smartcost.provider.focus;

import io.smartcost.model.FocusColumn;
import io.smartcost.model.FocusVersion;
import io.smartcost.model.SmartCostException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a file against those rules of FOCUS 1.2 that can be checked on data, as it stands in the file: {@link FocusReader} reads
 * much that these rules do not allow.
 *
 * <p>Rule ids are the column's name and what is asked of it: {@code -present}, {@code -not-null}, {@code -decimal}, {@code -date},
 * {@code -json}, {@code -allowed}, {@code -code} for a column by itself, and names such as {@code ListCost-is-price-times-quantity}
 * (to 1E-8 of the cost) or {@code EffectiveCost-zero-for-prepaid} for columns together. {@code row-readable}, {@code
 * column-unique} and {@code column-prefix} are about the file. Whether a value is true, and sums over several rows, it cannot tell.
 *
 * <p>One row is held at a time. Thread-safe.
 */
public final class FocusChecker {
    private static final int EXAMPLES = 5;
    private static final List<Rule> RULES =
            Stream.concat(CellRules.all().stream(), RowRules.all().stream()).toList();

    private final String source;
    private final CsvRows rows;
    private final Map<String, Found> found = new TreeMap<>();
    private long count;

    private FocusChecker(CsvRows rows, String source) {
        this.rows = rows;
        this.source = source;
    }

    /** @throws SmartCostException if the file cannot be opened */
    public static CheckReport check(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return check(in, String.valueOf(file.getFileName()));
        } catch (IOException e) {
            throw new SmartCostException(
                    "The file " + file + " cannot be opened (" + e.getClass().getSimpleName()
                            + "). Check that it is there and may be read",
                    e);
        }
    }

    /**
     * Checks a stream to its end, and leaves it open.
     *
     * @param source what the examples call it
     */
    public static CheckReport check(InputStream in, String source) throws IOException {
        return new FocusChecker(new CsvRows(Gzip.unpack(in)), source).run();
    }

    private CheckReport run() {
        Header header = header();
        if (header == null) {
            return report();
        }
        CheckedRow row = new CheckedRow(rows, header);
        while (rows.next()) {
            count++;
            String fault = rows.fault();
            if (fault == null && rows.cells() != header.size()) {
                fault = "The row has " + rows.cells() + " cells where the header has " + header.size();
            }
            if (fault != null) {
                unreadable(fault);
            } else {
                check(row);
            }
        }
        return report();
    }

    private @Nullable Header header() {
        try {
            String fault = rows.next() ? rows.fault() : "The file is empty: it has no header";
            if (fault != null) {
                throw new BadCell(fault);
            }
            Header header = new Header(new Columns(rows));
            checkColumns(header);
            return header;
        } catch (BadCell e) {
            unreadable(e.reason());
            return null;
        }
    }

    private void checkColumns(Header header) {
        for (FocusColumn column : CellRules.MANDATORY) {
            if (!header.has(column)) {
                broken(column.title() + "-present", "The file has the column " + column.title(), "no such column");
            }
        }
        for (int i = 0; i < header.size(); i++) {
            String name = header.name(i);
            if (header.place(name) != i) {
                broken("column-unique", "Each column is there once", name);
            }
            boolean known = FocusColumn.named(name)
                    .filter(column -> column.isIn(FocusVersion.V1_2))
                    .isPresent();
            if (!known && !name.startsWith("x_")) {
                broken("column-prefix", "The name of a column that FOCUS 1.2 does not know begins with x_", name);
            }
        }
    }

    private void check(CheckedRow row) {
        row.next();
        for (Rule rule : RULES) {
            String value = rule.test().broken(row);
            if (value != null) {
                broken(rule.id(), rule.requirement(), value);
            }
        }
    }

    private void unreadable(String reason) {
        broken("row-readable", "Every row is CSV with as many cells as the header", reason);
    }

    private void broken(String rule, String requirement, String value) {
        Found finding = found.computeIfAbsent(rule, r -> new Found(requirement));
        finding.count++;
        if (finding.examples.size() < EXAMPLES) {
            String shown = value.length() > 80 ? value.substring(0, 80) + "…" : value;
            finding.examples.add(new CheckReport.Example(source, rows.line(), shown));
        }
    }

    private CheckReport report() {
        List<CheckReport.Finding> findings = new ArrayList<>();
        found.forEach((rule, finding) ->
                findings.add(new CheckReport.Finding(rule, finding.requirement, finding.count, finding.examples)));
        return new CheckReport(count, findings);
    }

    private static final class Found {
        private final String requirement;
        private final List<CheckReport.Example> examples = new ArrayList<>();
        private long count;

        private Found(String requirement) {
            this.requirement = requirement;
        }
    }
}
