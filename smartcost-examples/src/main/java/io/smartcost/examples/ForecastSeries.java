package io.smartcost.examples;

import io.smartcost.forecast.Forecast;
import io.smartcost.forecast.Restatements;
import io.smartcost.series.EstimatedRange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Forecasts any series that somebody has, so that everybody can check us against what came. Knows nothing but the values of each
 * line; lines pass by, some hundreds at a time.
 */
public final class ForecastSeries {
    private static final int LINES_AT_ONCE = 256;

    private ForecastSeries() {}

    /** @param args see {@link ForecastOptions#USAGE} */
    public static void main(String[] args) throws IOException {
        System.exit(run(args, System.in, System.out, System.err));
    }

    /** @return the exit code */
    static int run(String[] args, InputStream in, OutputStream out, PrintStream errors) throws IOException {
        ForecastOptions options;
        try {
            options = ForecastOptions.parse(args);
        } catch (IllegalArgumentException e) {
            errors.println("ForecastSeries: " + e.getMessage());
            errors.println("ForecastSeries --help explains the options.");
            return 2;
        }
        if (options.help()) {
            new PrintStream(out, true).print(ForecastOptions.USAGE);
            return 0;
        }
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        int refused = 0;
        int number = 0;
        List<Line> lines = new ArrayList<>();
        String text;
        do {
            text = reader.readLine();
            if (text != null) {
                number++;
                boolean header = number == 1 && SeriesLine.isHeader(text);
                if (!text.isBlank() && !header) {
                    lines.add(new Line(number, text));
                }
            }
            if (text == null || lines.size() == LINES_AT_ONCE) {
                refused += forecast(lines, options, writer, errors);
                lines.clear();
            }
        } while (text != null);
        writer.flush();
        return refused > 0 ? 1 : 0;
    }

    /** @return how many lines were refused */
    private static int forecast(List<Line> lines, ForecastOptions options, Writer writer, PrintStream errors)
            throws IOException {
        List<Answer> answers =
                lines.parallelStream().map(line -> line.answer(options)).toList();
        int refused = 0;
        for (Answer answer : answers) {
            if (answer.refused()) {
                errors.println("ForecastSeries: " + answer.text());
                refused++;
            } else {
                writer.write(answer.text());
                writer.write('\n');
            }
        }
        return refused;
    }

    private record Answer(String text, boolean refused) {}

    private record Line(int number, String text) {
        Answer answer(ForecastOptions options) {
            SeriesLine line;
            try {
                line = SeriesLine.parse(text);
            } catch (IllegalArgumentException e) {
                return new Answer("line " + number + ": " + e.getMessage(), true);
            }
            List<EstimatedRange> points = Forecast.of(
                            line.series(), options.horizon(), options.season(), Restatements.unknown())
                    .atConfidence(options.level())
                    .points();
            StringBuilder csv = new StringBuilder(SeriesLine.quote(line.id()));
            append(csv, points, EstimatedRange::expected, options.horizon());
            append(csv, points, EstimatedRange::lower, options.horizon());
            append(csv, points, EstimatedRange::upper, options.horizon());
            return new Answer(csv.toString(), false);
        }

        private static void append(
                StringBuilder csv, List<EstimatedRange> points, ToDoubleFunction<EstimatedRange> value, int horizon) {
            for (int i = 0; i < horizon; i++) {
                csv.append(',');
                if (i < points.size()) {
                    csv.append(value.applyAsDouble(points.get(i)));
                }
            }
        }
    }
}
