package io.smartcost.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Adds up FOCUS files, so that anybody can check us against their bill: every row is read or listed as refused, and every sum is
 * exact. Rows pass by as a stream, so the size of the files does not matter.
 */
public final class FocusSummary {
    private FocusSummary() {}

    /** @param args see {@link SummaryOptions#USAGE} */
    public static void main(String[] args) throws IOException {
        System.exit(run(args, System.out, System.err, ReadingProgress.onTerminal()));
    }

    /** @return the exit code */
    static int run(String[] args, OutputStream out, PrintStream errors, ReadingProgress progress) throws IOException {
        SummaryOptions options;
        try {
            options = SummaryOptions.parse(args);
        } catch (IllegalArgumentException e) {
            errors.println("FocusSummary: " + e.getMessage());
            errors.println("FocusSummary --help explains the options.");
            return 2;
        }
        if (options.help()) {
            new PrintStream(out, true).print(SummaryOptions.USAGE);
            return 0;
        }
        Summary summary = FolderSums.of(options, progress);
        if (options.json()) {
            SummaryJson.write(summary, out);
        } else {
            SummaryText.write(summary, options, Terminal.printer(out));
        }
        if (!summary.complete()) {
            errors.println(
                    "FocusSummary: a file could not be read to its end, so rows are missing: see the rows refused.");
            return 1;
        }
        return 0;
    }
}
