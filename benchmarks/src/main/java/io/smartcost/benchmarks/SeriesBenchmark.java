package io.smartcost.benchmarks;

/** Prints how good forecasts are, how much of what is odd is found, and how long both take, on invented series of which what came is known. */
public final class SeriesBenchmark {
    private static final int SERIES = 600;
    /** Not the one that anything was chosen with. */
    private static final long SEED = 20_260_901;

    private SeriesBenchmark() {}

    /** @param args how many series of each kind, if not 600, and another seed */
    public static void main(String[] args) {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : SERIES;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : SEED;
        new ForecastAccuracy(System.out).print(count, seed);
        new AnomalyAccuracy(System.out).print(Math.max(1, count / 6), seed);
        new SeriesSpeed(System.out).print(Math.max(1, count / 6), seed);
    }
}
