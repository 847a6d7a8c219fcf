package io.smartcost.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What a program writes to standard output. */
final class Printed {
    private Printed() {}

    static String by(Runnable program) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, UTF_8));
            program.run();
        } finally {
            System.setOut(before);
        }
        return out.toString(UTF_8);
    }
}
