package io.smartcost.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the anomalies of any series that somebody has, so that everybody can check us against what they know. Rows pass by one at a
 * time, and nothing is known of those to come.
 */
public final class DetectAnomalies {
    private DetectAnomalies() {}

    /** @param args see {@link DetectOptions#USAGE} */
    public static void main(String[] args) throws IOException {
        System.exit(run(args, System.in, System.out, System.err));
    }

    /** @return the exit code */
    static int run(String[] args, InputStream in, OutputStream out, PrintStream errors) throws IOException {
        DetectOptions options;
        try {
            options = DetectOptions.parse(args);
        } catch (IllegalArgumentException e) {
            errors.println("DetectAnomalies: " + e.getMessage());
            errors.println("DetectAnomalies --help explains the options.");
            return 2;
        }
        if (options.help()) {
            new PrintStream(out, true).print(DetectOptions.USAGE);
            return 0;
        }
        Path folder = options.folder();
        Path target = options.target();
        if (folder != null && target != null) {
            return batch(options, folder, target, errors);
        }
        return judge(options, in, out, "", errors) ? 0 : 1;
    }

    private static int batch(DetectOptions options, Path folder, Path target, PrintStream errors) throws IOException {
        Files.createDirectories(target);
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.getFileName().toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
        long refused = files.parallelStream()
                .filter(file -> !judge(options, file, target.resolve(file.getFileName()), errors))
                .count();
        return refused == 0 ? 0 : 1;
    }

    private static boolean judge(DetectOptions options, Path file, Path target, PrintStream errors) {
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = Files.newOutputStream(target)) {
            return judge(options, in, out, file.getFileName() + " ", errors);
        } catch (IOException e) {
            errors.println("DetectAnomalies: " + file + " cannot be read or answered: " + e);
            return false;
        }
    }

    /** @return whether all rows could be judged */
    private static boolean judge(
            DetectOptions options, InputStream in, OutputStream out, String name, PrintStream errors)
            throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write("timestamp,value,expected,lower,upper,score,anomaly\n");
        RowJudge judge = new RowJudge(options);
        reader.readLine();
        int number = 1;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                writer.write(answer(judge, line));
            } catch (IllegalArgumentException e) {
                writer.flush();
                errors.println("DetectAnomalies: " + name + "row " + number + ": "
                        + Terminal.harmless(String.valueOf(e.getMessage())));
                return false;
            }
        }
        writer.flush();
        return true;
    }

    private static String answer(RowJudge judge, String line) {
        String[] cells = line.split(",", -1);
        if (cells.length < 2) {
            throw new IllegalArgumentException("a row is timestamp,value and this one is '" + line + "'");
        }
        String time = unquoted(cells[0]);
        String value = unquoted(cells[1]);
        Instant instant = Timestamps.parse(time);
        return time + "," + value + "," + judge.judge(instant, value.isEmpty() ? Double.NaN : number(value)) + "\n";
    }

    private static double number(String text) {
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            number = Double.NaN;
        }
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new IllegalArgumentException(
                    "the value '" + text + "' is not a number to count with; leave it empty where it is not known");
        }
        return number;
    }

    private static String unquoted(String cell) {
        String text = cell.strip();
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
