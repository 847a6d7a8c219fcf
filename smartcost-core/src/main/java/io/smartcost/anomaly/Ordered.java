package io.smartcost.anomaly;

/** Medians and quantiles in linear time. */
final class Ordered {
    private Ordered() {}

    /** The median of the first {@code count} values, whose order is lost; 0 of none. */
    static double median(double[] values, int count) {
        if (count == 0) {
            return 0;
        }
        int middle = count / 2;
        double high = at(values, count, middle);
        if (count % 2 == 1) {
            return high;
        }
        double low = values[0];
        for (int i = 1; i < middle; i++) {
            low = Math.max(low, values[i]);
        }
        return low + (high - low) / 2;
    }

    /** Puts the value of this rank into its place, none greater before it, and gives it. */
    static double at(double[] values, int count, int rank) {
        int left = 0;
        int right = count - 1;
        while (left < right) {
            double pivot = values[(left + right) >>> 1];
            int i = left;
            int j = right;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double swap = values[i];
                    values[i++] = values[j];
                    values[j--] = swap;
                }
            }
            if (rank <= j) {
                right = j;
            } else if (rank >= i) {
                left = i;
            } else {
                break;
            }
        }
        return values[rank];
    }
}
