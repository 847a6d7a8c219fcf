package io.smartcost.forecast;

/**
 * What a point that is not final will be: the mean of what was forecast for it and of what it shows by the part that such points
 * usually show, each weighted by how sure it is.
 *
 * @param deviation one standard deviation
 */
record Nowcast(double expected, double deviation) {
    /**
     * @param forecast as if nothing were known of the point, with its standard deviation
     * @param shown as far as the point is known, with the part of its final value that this usually is, and its deviation
     */
    static Nowcast of(double forecast, double forecastDeviation, double shown, double share, double shareDeviation) {
        double grown = shown / share;
        double uncertain = Math.max(Math.abs(grown), Math.abs(forecast)) * shareDeviation / share;
        if (!(uncertain > 0) || !(forecastDeviation > 0)) {
            return new Nowcast(forecastDeviation > 0 ? grown : forecast, 0);
        }
        double trust = forecastDeviation * forecastDeviation;
        double doubt = uncertain * uncertain;
        double expected = (grown * trust + forecast * doubt) / (trust + doubt);
        double deviation = Math.sqrt(trust * doubt / (trust + doubt));
        double conflict = Math.abs(grown - forecast) / (2 * Math.sqrt(trust + doubt));
        return new Nowcast(expected, deviation * Math.max(1, conflict));
    }
}
