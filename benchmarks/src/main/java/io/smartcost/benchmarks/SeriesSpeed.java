package io.smartcost.benchmarks;

import io.smartcost.anomaly.AnomalyDetector;
import io.smartcost.anomaly.AnomalyStream;
import io.smartcost.forecast.Forecast;
import io.smartcost.forecast.Restatements;
import io.smartcost.series.Series;
import io.smartcost.series.Step;
import io.smartcost.testkit.series.GeneratedSeries;
import io.smartcost.testkit.series.LabelledSeries;
import java.io.PrintStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How long forecasts and judgements take, and what a series that is watched keeps in memory. */
final class SeriesSpeed {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final int TWO_YEARS = 730;
    private static final int HORIZON = 30;
    private static final int WATCHED = 10_000;
    private static final int THREADS = 2;

    private final PrintStream out;

    SeriesSpeed(PrintStream out) {
        this.out = out;
    }

    void print(int count, long seed) {
        List<double[]> series = twoYears(count, seed);
        out.printf("%nSpeed, over %d generated series of two years of days%n%n", count);
        out.println("| | takes | goal |");
        out.println("|---|---:|---:|");
        forecasts(series);
        out.printf(Locale.ROOT, "| a forecast of %d days | %.2f ms | 5 |%n", HORIZON, forecasts(series) / 1e6);
        judgements(series);
        out.printf(Locale.ROOT, "| judging and learning a day | %.1f µs | 20 |%n", judgements(series) / 1e3);
        newDayOfAll(series);
    }

    /** The generator's series have 540 days; here they go on with their first ones. */
    private static List<double[]> twoYears(int count, long seed) {
        List<double[]> all = new ArrayList<>();
        for (LabelledSeries each : GeneratedSeries.seeded(seed).series(count)) {
            double[] values = new double[TWO_YEARS];
            for (int day = 0; day < TWO_YEARS; day++) {
                values[day] = each.values()[day % GeneratedSeries.DAYS];
            }
            all.add(values);
        }
        return all;
    }

    private static double forecasts(List<double[]> all) {
        List<Series> series =
                all.stream().map(values -> Series.daily(FIRST, values)).toList();
        double sum = 0;
        long start = System.nanoTime();
        for (Series each : series) {
            sum += Forecast.of(each, HORIZON, 7, Restatements.unknown()).total().expected();
        }
        return used(sum, System.nanoTime() - start) / all.size();
    }

    private static double judgements(List<double[]> all) {
        double sum = 0;
        long start = System.nanoTime();
        for (double[] values : all) {
            AnomalyStream stream = newStream();
            for (double value : values) {
                sum += stream.next(value).perYear() > 1 ? 1 : 0;
            }
        }
        return used(sum, System.nanoTime() - start) / all.size() / TWO_YEARS;
    }

    /** Each of the watched series is 200 days old when its new day comes. */
    private void newDayOfAll(List<double[]> all) {
        int age = 200;
        long heap = heap();
        AnomalyStream[] streams = new AnomalyStream[WATCHED];
        inThreads(streams.length, i -> {
            streams[i] = newStream();
            for (int day = 0; day < age; day++) {
                streams[i].next(all.get(i % all.size())[day]);
            }
        });
        double kilobytes = (heap() - heap) / 1024.0 / WATCHED;
        long start = System.nanoTime();
        inThreads(streams.length, i -> streams[i].next(all.get(i % all.size())[age]));
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(
                Locale.ROOT,
                "| judging one new day of %,d series, %d threads | %.2f s | 2 |%n",
                WATCHED,
                THREADS,
                seconds);
        out.printf(Locale.ROOT, "| memory of a series that is watched, however long | %.1f KiB | |%n", kilobytes);
    }

    private static AnomalyStream newStream() {
        return AnomalyDetector.standard().start(FIRST.atStartOfDay().toInstant(ZoneOffset.UTC), Step.DAY);
    }

    private static void inThreads(int count, Task task) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int part = 0; part < THREADS; part++) {
                int from = part;
                parts.add(threads.submit(() -> {
                    for (int i = from; i < count; i += THREADS) {
                        task.run(i);
                    }
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
        }
    }

    private static long heap() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** The nanoseconds, in a way that the compiler cannot leave out what they were taken for. */
    private static double used(double sum, long nanos) {
        return Double.isNaN(sum) ? Double.NaN : nanos;
    }

    private interface Task {
        void run(int index);
    }
}
