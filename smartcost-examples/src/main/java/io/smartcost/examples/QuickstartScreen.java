package io.smartcost.examples;

import io.smartcost.model.Completeness;
import io.smartcost.query.CostTable;
import io.smartcost.sync.CostSums;
import io.smartcost.sync.SyncProgress;
import io.smartcost.sync.SyncReport;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@link Quickstart} prints. */
final class QuickstartScreen {
    private static final int BAR = 40;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd", Locale.ENGLISH);

    private final PrintStream out;
    private final boolean watched;

    /** @param watched whether a person sees a bar grow */
    QuickstartScreen(PrintStream out, boolean watched) {
        this.out = out;
        this.watched = watched;
    }

    void written(InventedExports exports) {
        heading("SmartCost: three clouds of an invented company");
        out.printf("  FOCUS files written: %d, with %,d rows%n", exports.files(), exports.rows());
    }

    /** @param records how many there are from earlier runs */
    void kept(Path folder, CostTable records) {
        long earlier = count(records);
        out.printf("  Kept in the folder %s: %s%n", folder, earlier == 0 ? "nothing yet" : number(earlier));
    }

    private static String number(long earlier) {
        return String.format(Locale.ROOT, "%,d records of an earlier run", earlier);
    }

    private static long count(CostTable records) {
        return records.totals().values().stream()
                .mapToLong(BigDecimal::longValueExact)
                .sum();
    }

    void progress(SyncProgress progress) {
        boolean ended = progress.step() == SyncProgress.Step.ENDED;
        if (watched || ended) {
            int days = progress.daysDone() + progress.daysLeft();
            int filled = days == 0 ? BAR : BAR * progress.daysDone() / days;
            out.printf(
                    "%s  %s%s %d of %d days, %,d records",
                    watched ? "\r" : "",
                    "█".repeat(filled),
                    "░".repeat(BAR - filled),
                    progress.daysDone(),
                    days,
                    progress.records());
            out.print(ended ? System.lineSeparator() : "");
            out.flush();
        }
    }

    void clouds(CostTable table) {
        heading("The clouds, " + table.periods().get(0).days().length() + " days");
        List<String> amounts =
                Figures.aligned(table.rows().stream().map(CostTable.Row::value).toList());
        for (int i = 0; i < amounts.size(); i++) {
            CostTable.Row row = table.rows().get(i);
            out.printf("  %-36s  %s %s%n", row.key().get(0), amounts.get(i), row.unit());
        }
    }

    void services(CostTable table) {
        for (String currency : table.totals().keySet()) {
            heading("The most expensive services in " + currency);
            Chart chart = new Chart();
            table.rows().stream()
                    .filter(row -> currency.equals(row.unit()))
                    .forEach(row -> chart.add(String.valueOf(row.key().get(0)), row.value()));
            chart.print(out);
        }
    }

    /** A line a day with a column a currency. Currencies are never added together. */
    void days(CostTable table) {
        heading("The last " + table.periods().size() + " days, and which of them may still move");
        List<String> lines = new ArrayList<>();
        table.periods().forEach(day -> lines.add("  " + DAY.format(day.days().start())));
        for (String currency : table.totals().keySet()) {
            List<@Nullable BigDecimal> column = new ArrayList<>();
            table.periods().forEach(day -> column.add(value(table, day.days().start(), currency)));
            List<String> amounts = Figures.aligned(column);
            for (int i = 0; i < amounts.size(); i++) {
                lines.set(i, lines.get(i) + "  " + amounts.get(i) + " " + currency);
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            out.println(lines.get(i) + "  " + meaning(table.periods().get(i).completeness()));
        }
    }

    private static @Nullable BigDecimal value(CostTable table, LocalDate day, String currency) {
        return table.rows().stream()
                .filter(row -> day.toString().equals(row.key().get(0)) && currency.equals(row.unit()))
                .map(CostTable.Row::value)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String meaning(Completeness completeness) {
        return switch (completeness) {
            case FINAL -> "final";
            case ESTIMATED -> "~ may still move";
            case PARTIAL -> "… is not over";
        };
    }

    /** @param records how many there are now */
    void books(InventedExports exports, SyncReport sync, CostTable records) {
        heading("The books: sent by the files = read back from the store?");
        List<CostSums.Figure> figures = List.copyOf(sync.sent().totals().keySet());
        List<String> sent = amounts(sync.sent(), figures);
        List<String> stored = amounts(sync.stored(), figures);
        for (int i = 0; i < figures.size(); i++) {
            String sign = sent.get(i).equals(stored.get(i)) ? "=" : "≠";
            String name = figures.get(i).currency() + " " + figures.get(i).metric();
            out.printf(
                    "  %-14s  %s  %s  %s%n",
                    name, sent.get(i), sign, stored.get(i).stripTrailing());
        }
        long sentRows = sync.sent().records();
        long storedRows = sync.stored().records();
        out.printf("%n  Rows now: %,d sent, %,d stored, %,d refused%n", sentRows, storedRows, sync.refused());
        out.printf("  Rows in all: %,d in the files, %,d in the store%n", exports.rows(), count(records));
        boolean balanced = sync.ok() && sync.balanced() && exports.rows() == count(records);
        out.println(balanced ? "  The books balance." : "  THE BOOKS DO NOT BALANCE:");
        if (!balanced) {
            out.println(sync.summary());
        }
    }

    private static List<String> amounts(CostSums sums, List<CostSums.Figure> figures) {
        List<@Nullable BigDecimal> amounts = new ArrayList<>();
        figures.forEach(figure -> amounts.add(sums.sum(figure.currency(), figure.metric())));
        return Figures.aligned(amounts);
    }

    void whereNext() {
        heading("Next");
        out.println("""
                  Run it again, also after a kill -9: what is kept is not read twice.
                  Check us against your own bill, with a folder of your FOCUS files:
                    smartcost-examples/run FocusSummary <folder> --by SERVICE,REGION
                  Read the program that printed this, of 20 lines:
                    smartcost-examples/src/main/java/io/smartcost/examples/Quickstart.java
                """.stripTrailing());
    }

    private void heading(String text) {
        out.printf("%n── %s %s%n", text, "─".repeat(Terminal.WIDTH - text.length() - 4));
    }
}
