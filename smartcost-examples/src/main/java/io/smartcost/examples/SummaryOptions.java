package io.smartcost.examples;

import io.smartcost.model.CostMetric;
import io.smartcost.model.DayRange;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostQuery;
import io.smartcost.query.Dimension;
import io.smartcost.query.Measure;
import io.smartcost.query.Order;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The command line of {@link FocusSummary}.
 *
 * @param source an existing file or folder, unless help is asked for
 */
record SummaryOptions(
        Path source, List<Dimension> by, CostMetric metric, LocalDate from, LocalDate to, boolean json, boolean help) {
    /** All that the library has days for. */
    static final DayRange ALL_DAYS = new DayRange(LocalDate.of(0, 1, 1), LocalDate.of(9999, 12, 31));

    static final String USAGE = """
            Usage: FocusSummary <folder or file> [options]

            Adds up the FOCUS cost and usage files of a folder and of the folders in it: all that are
            called *.csv or *.csv.gz. Links to folders are not followed. Every row of every file is
            either read or listed as refused, and sums have every digit.

            --by SERVICE[,REGION...]    what to group by, at most four of DAY, WEEK, MONTH, PROVIDER,
                                        BILLING_ACCOUNT, SUB_ACCOUNT, SERVICE, SERVICE_CATEGORY, REGION,
                                        RESOURCE, CHARGE_CATEGORY, SKU and tag:<key>; SERVICE unless given
            --metric BILLED|EFFECTIVE|LIST|CONTRACTED
                                        which of the costs; BILLED unless given
            --from yyyy-mm-dd           the first day; a charge belongs to the UTC day on which it begins
            --to yyyy-mm-dd             the day AFTER the last: --from 2026-07-01 --to 2026-08-01 is July
            --json                      prints JSON, with all groups and up to 100,000 refusals

            Rows of other days than those between --from and --to are read, and counted as read, but not
            added up. Rows without a value for the cost add nothing; a sum of none but such rows is null,
            not zero.

            Exit code: 0, also if rows were refused; 1 if a file could not be opened or read to its end, so
            that more rows are missing than can be counted; 2 if the command line is wrong.
            """;

    static SummaryOptions parse(String... args) {
        Parser parser = new Parser();
        Deque<String> rest = new ArrayDeque<>(List.of(args));
        while (!rest.isEmpty()) {
            parser.take(rest.remove(), rest);
        }
        return parser.options();
    }

    /** What is added up, in all or by group. */
    CostQuery query(List<Dimension> groupBy) {
        Measure measure = new Measure.Cost(metric);
        return CostQuery.of(Tenant.DEFAULT, new DayRange(from, to))
                .groupBy(groupBy)
                .measure(measure)
                .orderBy(Order.LARGEST_FIRST);
    }

    private static final class Parser {
        private final Deque<String> sources = new ArrayDeque<>();
        private List<Dimension> by = List.of(CostDimension.SERVICE);
        private CostMetric metric = CostMetric.BILLED;
        private LocalDate from = ALL_DAYS.start();
        private LocalDate to = ALL_DAYS.end();
        private boolean json;
        private boolean help;

        void take(String arg, Deque<String> rest) {
            if (!arg.startsWith("-")) {
                sources.add(arg);
                return;
            }
            int equals = arg.indexOf('=');
            String option = equals < 0 ? arg : arg.substring(0, equals);
            if (equals >= 0) {
                rest.addFirst(arg.substring(equals + 1));
            }
            switch (option) {
                case "--by" -> by = dimensions(value(option, rest));
                case "--metric" -> metric = metric(value(option, rest));
                case "--from" -> from = day(option, value(option, rest));
                case "--to" -> to = day(option, value(option, rest));
                case "--json" -> json = true;
                case "--help", "-h" -> help = true;
                default -> throw new IllegalArgumentException("There is no option " + option);
            }
        }

        private static String value(String option, Deque<String> rest) {
            if (rest.isEmpty()) {
                throw new IllegalArgumentException(option + " needs a value after it");
            }
            return rest.remove();
        }

        /** Blanks before a name are taken off; those in a tag's key may be meant. */
        private static List<Dimension> dimensions(String names) {
            return Stream.of(names.split(",", -1))
                    .map(String::stripLeading)
                    .map(Dimension::parse)
                    .toList();
        }

        private static CostMetric metric(String name) {
            return Stream.of(CostMetric.values())
                    .filter(metric -> metric.name().equals(name.toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "No cost is called '" + name + "'. Take one of " + List.of(CostMetric.values())));
        }

        private static LocalDate day(String option, String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(option + " needs a day such as 2026-08-01, got '" + text + "'");
            }
        }

        SummaryOptions options() {
            Path source = help ? Path.of("") : source();
            SummaryOptions options = new SummaryOptions(source, by, metric, from, to, json, help);
            options.query(by); // Says what is wrong with the days or with too many dimensions.
            return options;
        }

        private Path source() {
            if (sources.size() != 1) {
                throw new IllegalArgumentException(
                        "One folder or file is needed, got " + (sources.isEmpty() ? "none" : sources.toString()));
            }
            try {
                Path path = Path.of(sources.getFirst());
                if (Files.exists(path)) {
                    return path;
                }
                throw new IllegalArgumentException(
                        "There is no folder or file " + path.toAbsolutePath() + ". Give the one with your FOCUS files");
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("'" + sources.getFirst() + "' is not a path: " + e.getReason());
            }
        }
    }
}
