package io.smartcost.examples;

import io.smartcost.model.Percent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** The command line of {@link ForecastSeries}. */
record ForecastOptions(int horizon, int season, Percent level, boolean help) {
    static final String USAGE = """
            Usage: ForecastSeries --horizon N [--season S] [--level 95] [--csv]

            Forecasts each series of standard input. A line is a series,
                id,v1,v2,...
            where empty cells at the end are ignored and empty cells inside are gaps; a first line
            without any number is a header. Standard output has a line for each of them,
                id,f1...fN,lo1...loN,hi1...hiN
            with the expected values, then the lower and then the upper bounds. A series of which no
            value is known gets empty cells.

            --horizon N   how many values to forecast, 1 to 10,000
            --season S    after how many values the series is expected to repeat itself, such as 7
                          for days, 12 for months, 24 for hours; looked for unless given, or 1
            --level 95    the probability in per cent that a value lies between its bounds; 95
                          unless given
            --csv         comma-separated values, which is the only form there is

            Exit code: 0; 1 if a line was refused, which is told on standard error with its number and
            the reason while all others are forecast; 2 if the command line is wrong.
            """;

    static ForecastOptions parse(String... args) {
        int horizon = 0;
        int season = 1;
        double level = 95;
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
                case "--horizon" -> horizon = (int) number(option, rest, 1, 10_000);
                case "--season" -> season = (int) number(option, rest, 1, 100_000);
                case "--level" -> level = number(option, rest, 1, 99.9);
                case "--csv" -> {}
                case "--help", "-h" -> help = true;
                default -> throw new IllegalArgumentException("There is no option " + option);
            }
        }
        if (horizon == 0 && !help) {
            throw new IllegalArgumentException("How many values are to be forecast? Give --horizon N");
        }
        return new ForecastOptions(horizon, season, Percent.percent(level), help);
    }

    private static double number(String option, Deque<String> rest, double least, double most) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value after it");
        }
        String text = rest.remove();
        double number = SeriesLine.number(text);
        boolean whole = option.equals("--level") || number == Math.rint(number);
        if (!whole || !(number >= least && number <= most)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%s needs a number from %.0f to %s, got '%s'", option, least, limit(most), text));
        }
        return number;
    }

    private static String limit(double most) {
        return most == Math.rint(most) ? String.format(Locale.ROOT, "%,.0f", most) : String.valueOf(most);
    }
}
