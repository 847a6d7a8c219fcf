package io.smartcost.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;

/** What a run of {@link FocusSummary} left behind. */
record Output(int exitCode, String out, String errors) {
    static Output of(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        PrintStream none = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        try {
            ReadingProgress unseen = new ReadingProgress(false, none, () -> 0);
            int exitCode = FocusSummary.run(args, out, new PrintStream(errors, true, UTF_8), unseen);
            return new Output(exitCode, out.toString(UTF_8), errors.toString(UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    JsonNode json() {
        try {
            return new ObjectMapper().readTree(out);
        } catch (IOException e) {
            throw new AssertionError(out, e);
        }
    }
}
