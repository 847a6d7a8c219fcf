package io.smartcost.anomaly;

/**
 * How many false alerts somebody accepts for each series and year. More of them means that smaller anomalies are found, and sooner.
 *
 * @param falseAlertsPerYear above 0
 */
public record Sensitivity(double falseAlertsPerYear) {
    /** Two for each series and year. */
    public static final Sensitivity NORMAL = new Sensitivity(2);

    public Sensitivity {
        if (!(falseAlertsPerYear > 0) || Double.isInfinite(falseAlertsPerYear)) {
            throw new IllegalArgumentException("A sensitivity is a number of false alerts a year above 0, not "
                    + falseAlertsPerYear + "; every detector has some");
        }
    }

    public static Sensitivity falseAlertsPerYear(double accepted) {
        return new Sensitivity(accepted);
    }
}
