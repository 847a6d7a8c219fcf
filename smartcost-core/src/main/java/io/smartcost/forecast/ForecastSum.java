package io.smartcost.forecast;

import io.smartcost.series.Series;
import java.util.List;

/** Adds up forecasts of the same points in time. */
final class ForecastSum {
    private ForecastSum() {}

    static Forecast of(List<Forecast> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("There is no forecast to add up");
        }
        List<Forecast> known = parts.stream().filter(part -> part.size() > 0).toList();
        if (known.isEmpty()) {
            return parts.get(0);
        }
        Forecast first = known.get(0);
        if (known.size() == 1) {
            return first;
        }
        int size = first.series().size();
        for (Forecast part : known) {
            if (part.series().size() != size
                    || part.size() != first.size()
                    || !part.time(0).equals(first.time(0))
                    || !part.series().step().equals(first.series().step())) {
                throw new IllegalArgumentException(
                        "Only forecasts of the same points add up, not " + first.series() + " and " + part.series());
            }
        }
        int open = known.stream().mapToInt(Forecast::open).min().orElse(size);
        double[] expected = new double[size - open + first.size()];
        double[] deviations = new double[size - open];
        for (Forecast part : known) {
            for (int i = 0; i < expected.length; i++) {
                expected[i] += part.expectedAt(open + i);
            }
            for (int i = 0; i < deviations.length; i++) {
                deviations[i] += part.deviationAt(open + i);
            }
        }
        Errors errors = Errors.sum(known.stream().map(Forecast::errors).toList());
        return first.sum(
                total(known),
                open,
                expected,
                deviations,
                errors,
                known.stream().allMatch(Forecast::neverNegative),
                accuracy(known, errors),
                known.stream()
                        .flatMap(part -> part.reasons().stream())
                        .distinct()
                        .toList());
    }

    private static Series total(List<Forecast> parts) {
        Series first = parts.get(0).series();
        Series.Builder total = Series.startingAt(first.start(), first.step());
        for (int i = 0; i < first.size(); i++) {
            double sum = 0;
            boolean known = false;
            boolean complete = true;
            for (Forecast part : parts) {
                Series.State state = part.series().state(i);
                complete &= state == Series.State.FINAL;
                if (state != Series.State.GAP) {
                    known = true;
                    sum += part.series().value(i);
                }
            }
            if (complete) {
                total.add(sum);
            } else if (known) {
                total.addNotFinal(sum);
            } else {
                total.addGap();
            }
        }
        return total.build();
    }

    private static Accuracy accuracy(List<Forecast> parts, Errors errors) {
        Accuracy first = parts.get(0).accuracy();
        double sizes = 0;
        double repeating = 0;
        for (Forecast part : parts) {
            Accuracy accuracy = part.accuracy();
            sizes += accuracy.relativeError() > 0 ? accuracy.meanAbsoluteError() / accuracy.relativeError() : 0;
            repeating += accuracy.errorOfRepeating();
        }
        double error = errors.mean();
        return new Accuracy(first.origins(), first.horizon(), error, sizes > 0 ? error / sizes : 0, repeating);
    }
}
