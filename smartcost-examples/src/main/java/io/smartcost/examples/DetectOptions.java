package io.smartcost.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@link DetectAnomalies}.
 *
 * @param season 0 if it is not known
 * @param falseAlerts accepted for each series and year; 0 if that is left to the program
 * @param folder of the files to judge; null for standard input
 * @param target of the answers; null for standard output
 */
record DetectOptions(
        int season,
        double falseAlerts,
        @Nullable Path folder,
        @Nullable Path target,
        boolean help) {
    static final String USAGE = """
            Usage: DetectAnomalies [--season S] [--false-alerts N] [--csv]
                   DetectAnomalies [--season S] [--false-alerts N] [--csv] --batch DIR OUTDIR

            Judges each value of a series by those before it. Standard input has a header and a row
            a value,
                timestamp,value
            by time, in steps of minutes, hours or days; further columns are ignored, and an empty
            value is a gap. A time that is told twice is two values. Standard output has for each row
                timestamp,value,expected,lower,upper,score,anomaly
            where expected and its bounds are empty while nothing is known, the score is 1 / (1 + how
            many values at least this odd a year brings), and anomaly is 1 or 0. No row is judged by
            anything that stands after it.

            --season S         after how many values the series repeats itself; a day, a week and
                               what else the values show are looked for anyway
            --false-alerts N   how many false alerts a year are accepted; 2 unless given, or 12 for
                               steps of less than a day
            --csv              comma-separated values, which is the only form there is
            --batch DIR OUTDIR judges every *.csv file of a folder, each into a file of the same
                               name in another

            Exit code: 0; 1 if a series was refused, which is told on standard error with the row and
            the reason while all others are judged; 2 if the command line is wrong.
            """;

    static DetectOptions parse(String... args) {
        int season = 0;
        double falseAlerts = 0;
        Path folder = null;
        Path target = null;
        boolean help = false;
        Deque<String> rest = new ArrayDeque<>(List.of(args));
        while (!rest.isEmpty()) {
            String arg = rest.remove();
            int equals = arg.indexOf('=');
            String option = equals < 0 ? arg : arg.substring(0, equals);
            if (equals >= 0) {
                rest.addFirst(arg.substring(equals + 1));
            }
            switch (option) {
                case "--season" -> season = season(text(option, rest));
                case "--false-alerts" -> falseAlerts = falseAlerts(text(option, rest));
                case "--batch" -> {
                    folder = Path.of(text(option, rest));
                    target = Path.of(text("--batch DIR", rest));
                }
                case "--csv" -> {}
                case "--help", "-h" -> help = true;
                default -> throw new IllegalArgumentException("There is no option " + option);
            }
        }
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--batch needs a folder, and " + folder + " is none");
        }
        if (folder != null
                && target != null
                && folder.toAbsolutePath()
                        .normalize()
                        .equals(target.toAbsolutePath().normalize())) {
            throw new IllegalArgumentException("--batch needs another folder for its answers than " + folder);
        }
        return new DetectOptions(season, falseAlerts, folder, target, help);
    }

    private static String text(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value after it");
        }
        return rest.remove();
    }

    private static int season(String text) {
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 100_000) {
            throw new IllegalArgumentException("--season needs a number from 1 to 100,000, got '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static double falseAlerts(String text) {
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            number = Double.NaN;
        }
        if (!(number > 0 && number <= 1e9)) {
            throw new IllegalArgumentException("--false-alerts needs a number above 0, got '" + text + "'");
        }
        return number;
    }
}
