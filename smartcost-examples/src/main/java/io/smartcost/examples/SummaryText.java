package io.smartcost.examples;

import io.smartcost.query.CostTable;
import io.smartcost.query.Dimension;
import io.smartcost.spi.Refusal;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The summary for a person. What is not listed is counted. */
final class SummaryText {
    private static final int MOST_GROUPS = 30;
    private static final int MOST_REFUSALS = 10;

    private SummaryText() {}

    static void write(Summary summary, SummaryOptions options, PrintStream out) {
        String by = options.by().stream().map(Dimension::id).collect(Collectors.joining(", "));
        out.printf("%s cost by %s%n", options.metric(), Terminal.harmless(by));
        for (CostTable.Row total : summary.totals()) {
            List<CostTable.Row> groups = summary.groups().stream()
                    .filter(group -> Objects.equals(group.unit(), total.unit()))
                    .toList();
            out.printf("%n%s%n", Terminal.harmless(String.valueOf(total.unit())));
            chart(total, groups).print(out);
            if (total.unknown() > 0) {
                out.printf("  %,d of these rows have no such cost and add nothing.%n", total.unknown());
            }
        }
        out.printf(
                "%n%,d rows of %,d files read, %,d refused.%n",
                summary.rowsRead(), summary.files(), summary.rowsRefused());
        writeRefusals(summary, out);
    }

    private static Chart chart(CostTable.Row total, List<CostTable.Row> groups) {
        Chart chart = new Chart();
        int listed = groups.size() <= MOST_GROUPS + 1 ? groups.size() : MOST_GROUPS;
        groups.subList(0, listed).forEach(group -> chart.add(name(group), group.value()));
        List<CostTable.Row> others = groups.subList(listed, groups.size());
        if (!others.isEmpty()) {
            BigDecimal sum = others.stream()
                    .map(CostTable.Row::value)
                    .filter(Objects::nonNull)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            chart.addSum("(%,d others: see --json)".formatted(others.size()), sum);
        }
        chart.addSum("in all", total.value());
        return chart;
    }

    private static String name(CostTable.Row group) {
        return group.key().stream().map(part -> part == null ? "(none)" : part).collect(Collectors.joining(" / "));
    }

    private static void writeRefusals(Summary summary, PrintStream out) {
        List<Refusal> refusals = summary.refusals();
        for (Refusal refusal : refusals.subList(0, Math.min(refusals.size(), MOST_REFUSALS))) {
            String place = refusal.line() == 0 ? refusal.source() : refusal.source() + ":" + refusal.line();
            String column = refusal.column() == null ? "" : " " + refusal.column();
            out.println("  " + Terminal.harmless(place + column + ": " + refusal.reason()));
        }
        long more = summary.rowsRefused() - MOST_REFUSALS;
        if (more > 0) {
            out.printf("  and %,d more: see --json%n", more);
        }
    }
}
