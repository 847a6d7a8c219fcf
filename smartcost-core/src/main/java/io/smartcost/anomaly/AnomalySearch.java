package io.smartcost.anomaly;

import io.smartcost.series.CostSeries;
import io.smartcost.series.Series;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the anomalies of whole series: runs through each as a stream, so what is found is what would have been told at the time.
 * Points that are not final are judged only at the series' end, and not learned from.
 *
 * @param feedback what was said about earlier findings of the series
 */
public record AnomalySearch(AnomalyDetector detector, Sensitivity sensitivity, List<Feedback> feedback) {
    /** How far back the beginning of what adds up slowly is looked for. */
    private static final int MEMORY = 64;
    /** The part of a sum's anomaly that the parts' must be to explain it. */
    private static final double EXPLAINS = 0.5;

    public AnomalySearch {
        feedback = List.copyOf(feedback);
    }

    /** Our own detector at two false alerts for each series and year. */
    public static AnomalySearch standard() {
        return new AnomalySearch(AnomalyDetector.standard(), Sensitivity.NORMAL, List.of());
    }

    public AnomalySearch with(AnomalyDetector other) {
        return new AnomalySearch(other, sensitivity, feedback);
    }

    public AnomalySearch with(Sensitivity other) {
        return new AnomalySearch(detector, other, feedback);
    }

    public AnomalySearch with(List<Feedback> other) {
        return new AnomalySearch(detector, sensitivity, other);
    }

    /** One judgement for each point of the series; of a gap, one that knows nothing. */
    public List<Judgement> judge(Series series) {
        Map<Instant, Feedback.Verdict> verdicts = new HashMap<>();
        feedback.forEach(said -> verdicts.put(said.toldAt(), said.verdict()));
        AnomalyStream stream = detector.start(series.start(), series.step());
        List<Judgement> judgements = new ArrayList<>();
        int end = afterLastFinal(series);
        for (int i = 0; i < end; i++) {
            if (series.state(i) == Series.State.FINAL) {
                judgements.add(stream.next(series.value(i)));
                say(stream, verdicts.get(series.time(i)));
            } else {
                stream.gap();
                judgements.add(Judgement.none(0, false));
            }
        }
        int known = end;
        while (known < series.size() && series.state(known) == Series.State.NOT_FINAL) {
            known++;
        }
        double[] standing = new double[known - end];
        for (int i = 0; i < standing.length; i++) {
            standing[i] = series.value(end + i);
        }
        judgements.addAll(stream.ahead(standing));
        for (int i = known; i < series.size(); i++) {
            judgements.add(Judgement.none(0, false));
        }
        return judgements;
    }

    private static int afterLastFinal(Series series) {
        int end = series.size();
        while (end > 0 && series.state(end - 1) != Series.State.FINAL) {
            end--;
        }
        return end;
    }

    private static void say(AnomalyStream stream, Feedback.@Nullable Verdict verdict) {
        if (verdict == Feedback.Verdict.EXPECTED_FROM_NOW_ON) {
            stream.expectFromNowOn();
        } else if (verdict == Feedback.Verdict.NOT_AN_ANOMALY) {
            stream.notAnAnomaly();
        }
    }

    /** The anomalies of a series, by time. */
    public List<Anomaly> find(Series series) {
        return find(Subject.SERIES, series);
    }

    /** The anomalies of a group's costs, by time. */
    public List<Anomaly> find(CostSeries series) {
        return find(Subject.of(series), series.series());
    }

    private List<Anomaly> find(Subject subject, Series series) {
        Map<Instant, Feedback.Verdict> verdicts = new HashMap<>();
        feedback.forEach(said -> verdicts.put(said.toldAt(), said.verdict()));
        List<Judgement> judgements = judge(series);
        Deque<Episode> told = new ArrayDeque<>();
        boolean isOpen = false;
        for (int i = 0; i < judgements.size(); i++) {
            Judgement judgement = judgements.get(i);
            isOpen = isOpen && told.getLast().goesOn(judgement, i, sensitivity);
            if (!isOpen
                    && judgement.isAnomaly(sensitivity)
                    && verdicts.get(series.time(i)) != Feedback.Verdict.NOT_AN_ANOMALY) {
                if (!told.isEmpty() && told.getLast().isToldAgainBy(judgement, i)) {
                    told.getLast().goOn(judgements, i);
                } else {
                    told.add(new Episode(judgement, i, before(judgements, i)));
                }
                isOpen = true;
            }
        }
        return told.stream().map(episode -> episode.finish(subject, series)).toList();
    }

    private static double before(List<Judgement> judgements, int index) {
        double sum = 0;
        for (int i = Math.max(0, index - Math.min(MEMORY, judgements.get(index).since())); i < index; i++) {
            sum += Episode.deviation(judgements.get(i));
        }
        return sum;
    }

    /**
     * Joins the findings of several levels of one grouping: an anomaly of a sum is left out if those of its parts, at the same time
     * and in the same direction, are at least half of it. The largest amounts come first.
     *
     * @param levels from the finest to the coarsest
     */
    public static List<Anomaly> withoutDoubles(List<List<Anomaly>> levels) {
        List<Anomaly> all = new ArrayList<>();
        for (List<Anomaly> level : levels) {
            List<Anomaly> finer = List.copyOf(all);
            level.stream().filter(anomaly -> !isExplained(anomaly, finer)).forEach(all::add);
        }
        all.sort(Comparator.comparingDouble((Anomaly anomaly) -> -Math.abs(anomaly.moneyAtStake()))
                .thenComparing(Anomaly::start));
        return all;
    }

    private static boolean isExplained(Anomaly sum, List<Anomaly> finer) {
        double parts = 0;
        for (Anomaly part : finer) {
            if (part.direction() == sum.direction()
                    && part.overlaps(sum)
                    && sum.subject().contains(part.subject())) {
                parts += Math.abs(part.moneyAtStake());
            }
        }
        return parts > 0 && parts >= EXPLAINS * Math.abs(sum.moneyAtStake());
    }
}
