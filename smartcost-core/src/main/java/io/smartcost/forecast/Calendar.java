package io.smartcost.forecast;

/** What dates alone explain of a series, taken out before it is forecast and put back afterwards. */
interface Calendar {
    /** Explains nothing. */
    Calendar NONE = new Calendar() {
        @Override
        public double[] without(double[] values) {
            return values;
        }

        @Override
        public void putBack(double[] path, int origin) {}
    };

    /** A copy without it; gaps stay gaps. */
    double[] without(double[] values);

    /** Adds what was known at the origin to the forecast from there. */
    void putBack(double[] path, int origin);
}
