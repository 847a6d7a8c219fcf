package io.smartcost.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Prints how much of what people have labelled in series is found, by us and by the z-score. */
public final class LabelledAccuracy {
    private static final int FOLDS = 5;
    private static final int SHUFFLES = 20;
    private static final int THRESHOLDS = 200;

    private final List<LabelledFile> files;

    private LabelledAccuracy(List<LabelledFile> files) {
        this.files = files;
    }

    /** @param args the folder of labelled series, and the one with what {@code DetectAnomalies} made of them */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        List<LabelledFile> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(path -> path.toString().endsWith(".csv"))
                    .sorted()
                    .toList()) {
                files.add(LabelledFile.read(file, Path.of(args[1]).resolve(file.getFileName())));
            }
        }
        new LabelledAccuracy(files).print();
    }

    private void print() {
        System.out.printf(
                Locale.ROOT,
                "%,d series, %,d labelled events%n%n",
                files.size(),
                files.stream().mapToInt(LabelledFile::count).sum());
        System.out.println("| detector | F1 at the best threshold | found | false alarms | cross-validated F1 |");
        System.out.println("|---|---:|---:|---:|---:|");
        row("z-score, 30 values", LabelledFile::zScores);
        row("**SmartCost**", LabelledFile::scores);
        EventCounts flagged = counts(files, LabelledFile::flags, 1);
        System.out.printf(
                Locale.ROOT,
                "| **SmartCost**, its own flags | %.3f | %d | %d | |%n",
                flagged.f1(),
                flagged.found(),
                flagged.falseAlarms());
    }

    private void row(String name, Function<LabelledFile, double[]> scores) {
        EventCounts best = counts(files, scores, bestOf(files, scores));
        System.out.printf(
                Locale.ROOT,
                "| %s | %.3f | %d | %d | %.3f |%n",
                name,
                best.f1(),
                best.found(),
                best.falseAlarms(),
                crossValidated(scores));
    }

    /** With the threshold chosen on other series: five folds, shuffled twenty times. */
    private double crossValidated(Function<LabelledFile, double[]> scores) {
        double sum = 0;
        for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
            List<LabelledFile> shuffled = new ArrayList<>(files);
            Collections.shuffle(shuffled, new Random(shuffle));
            EventCounts all = EventCounts.NONE;
            for (int fold = 0; fold < FOLDS; fold++) {
                List<LabelledFile> known = new ArrayList<>();
                List<LabelledFile> tested = new ArrayList<>();
                for (int i = 0; i < shuffled.size(); i++) {
                    (i % FOLDS == fold ? tested : known).add(shuffled.get(i));
                }
                all = all.plus(counts(tested, scores, bestOf(known, scores)));
            }
            sum += all.f1();
        }
        return sum / SHUFFLES;
    }

    private static double bestOf(List<LabelledFile> files, Function<LabelledFile, double[]> scores) {
        double best = Double.POSITIVE_INFINITY;
        double bestF1 = -1;
        for (double threshold : thresholds(files, scores)) {
            double f1 = counts(files, scores, threshold).f1();
            if (f1 > bestF1) {
                bestF1 = f1;
                best = threshold;
            }
        }
        return best;
    }

    /** The oddest hundredth of all scores, at equal distances. */
    private static double[] thresholds(List<LabelledFile> files, Function<LabelledFile, double[]> scores) {
        double[] all = files.stream()
                .flatMapToDouble(file -> DoubleStream.of(scores.apply(file)))
                .filter(score -> !Double.isNaN(score))
                .sorted()
                .toArray();
        int from = all.length - all.length / 100;
        double[] thresholds = new double[Math.min(THRESHOLDS, all.length - from)];
        for (int i = 0; i < thresholds.length; i++) {
            thresholds[i] = all[from + (int) ((long) i * (all.length - from) / thresholds.length)];
        }
        return thresholds;
    }

    private static EventCounts counts(
            List<LabelledFile> files, Function<LabelledFile, double[]> scores, double threshold) {
        EventCounts all = EventCounts.NONE;
        for (LabelledFile file : files) {
            all = all.plus(file.at(threshold, scores.apply(file)));
        }
        return all;
    }
}
