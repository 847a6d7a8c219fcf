package io.smartcost.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A series in which people have labelled what was odd, and how odd each value was found.
 *
 * @param events of each value the number of its event, from 0 on, or -1; an event is a run of labelled values
 * @param scores of each detector
 * @param flags what {@code DetectAnomalies} itself called an anomaly, as scores of 1
 */
record LabelledFile(int[] events, int count, double[] scores, double[] flags, double[] zScores) {
    private static final int LABEL = 2;
    private static final int SCORE = 5;
    private static final int FLAG = 6;

    /** @param judged what {@code DetectAnomalies} made of the same file */
    static LabelledFile read(Path file, Path judged) throws IOException {
        List<String[]> rows = rows(file);
        List<String[]> answers = rows(judged);
        if (rows.size() != answers.size()) {
            throw new IOException(judged + " has " + answers.size() + " rows, and " + file + " has " + rows.size());
        }
        int[] events = new int[rows.size()];
        double[] values = new double[rows.size()];
        int count = 0;
        for (int i = 0; i < events.length; i++) {
            String[] row = rows.get(i);
            boolean labelled = Double.parseDouble(row[LABEL]) != 0;
            count += labelled && (i == 0 || events[i - 1] < 0) ? 1 : 0;
            events[i] = labelled ? count - 1 : -1;
            values[i] = row[1].isEmpty() ? (i == 0 ? 0 : values[i - 1]) : Double.parseDouble(row[1]);
        }
        return new LabelledFile(
                events,
                count,
                answers.stream()
                        .mapToDouble(row -> Double.parseDouble(row[SCORE]))
                        .toArray(),
                answers.stream()
                        .mapToDouble(row -> Double.parseDouble(row[FLAG]))
                        .toArray(),
                SimpleDetectors.zScore(values));
    }

    private static List<String[]> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> line.replace("\"", "").split(",", -1))
                .toList();
    }

    /** Found are events of which any value is flagged; each run of flagged values outside of events is one false alarm. */
    EventCounts at(double threshold, double[] of) {
        boolean[] found = new boolean[count];
        int falseAlarms = 0;
        boolean inFalseAlarm = false;
        for (int i = 0; i < of.length; i++) {
            boolean flagged = of[i] >= threshold;
            if (flagged && events[i] >= 0) {
                found[events[i]] = true;
            }
            boolean isFalse = flagged && events[i] < 0;
            falseAlarms += isFalse && !inFalseAlarm ? 1 : 0;
            inFalseAlarm = isFalse;
        }
        int hits = 0;
        for (boolean one : found) {
            hits += one ? 1 : 0;
        }
        return new EventCounts(count, hits, falseAlarms);
    }
}
