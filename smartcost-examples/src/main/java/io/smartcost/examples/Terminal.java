package io.smartcost.examples;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What all examples print alike. */
final class Terminal {
    static final int WIDTH = 80;

    private Terminal() {}

    /** Prints in the terminal's encoding. One that says ASCII is mostly a container where no language is set: it gets UTF-8. */
    static PrintStream printer(OutputStream out) {
        return new PrintStream(out, true, charset());
    }

    /** Whether a person is looking, who may like to see how far it is. From JDK 22 on it may say so without being sure. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isWatched() {
        return System.console() != null;
    }

    private static Charset charset() {
        for (String property : List.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")) {
            String name = System.getProperty(property);
            if (name != null && Charset.isSupported(name)) {
                Charset charset = Charset.forName(name);
                return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
            }
        }
        return StandardCharsets.UTF_8;
    }

    /** Text from a file, on one line and without signs that a terminal would obey. */
    static String harmless(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
    }
}
