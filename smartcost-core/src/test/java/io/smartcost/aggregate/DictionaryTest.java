package io.smartcost.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DictionaryTest {
    private static final int TEXTS = 20_000;
    private static final int ROUNDS = 20;

    @Test
    void givesEachTextOneCodeWhoeverAsksFirst() throws Exception {
        long seed = System.nanoTime();
        Dictionary dictionary = new Dictionary(0);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<int[]>> all = new ArrayList<>();
        try {
            for (int thread = 0; thread < 4; thread++) {
                Random random = new Random(seed + thread);
                all.add(threads.submit(() -> codesSeen(dictionary, random)));
            }
            int[] expected = new int[TEXTS];
            for (Future<int[]> one : all) {
                int[] codes = one.get();
                for (int i = 0; i < TEXTS; i++) {
                    if (codes[i] != Dictionary.ABSENT) {
                        assertThat(dictionary.text(codes[i]))
                                .as("seed %s", seed)
                                .isEqualTo("text-" + i);
                        expected[i] = expected[i] == Dictionary.ABSENT ? codes[i] : expected[i];
                        assertThat(codes[i]).as("seed %s", seed).isEqualTo(expected[i]);
                    }
                }
            }
            assertThat(dictionary.size()).isBetween(TEXTS / 2, TEXTS + 1);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Asks for texts that others ask for too; a code must have its text and be found again at once. */
    private static int[] codesSeen(Dictionary dictionary, Random random) {
        int[] codes = new int[TEXTS];
        for (int round = 0; round < TEXTS * 3; round++) {
            int i = random.nextInt(TEXTS);
            // A new object each time, as from a file.
            int code = dictionary.code("text-" + i);
            assertThat(code).isPositive().isLessThan(dictionary.size());
            assertThat(codes[i]).isIn(Dictionary.ABSENT, code);
            assertThat(dictionary.find("text-" + i)).isEqualTo(code);
            codes[i] = code;
        }
        return codes;
    }

    @Test
    void knowsNothingOfATextThatNoRecordHas() {
        Dictionary dictionary = new Dictionary(0);
        dictionary.code("a");

        assertThat(dictionary.find("b")).isEqualTo(Dictionary.ABSENT);
        assertThat(dictionary.code(null)).isEqualTo(Dictionary.ABSENT);
        assertThat(dictionary.size()).isEqualTo(2);
    }
}
