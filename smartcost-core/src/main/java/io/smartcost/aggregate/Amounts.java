package io.smartcost.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The amounts of one column of a segment, exact: {@code value × 10^-scale} as a long, at the smallest scale at which the most of
 * them keep every digit. The rare amount that does not fit is kept aside, and has 0 among the values; so has an unknown one.
 *
 * @param scale 0 to 18
 * @param values one a row
 * @param unknown one bit a row, set where there is no amount, or null if all are known
 * @param asideRows the rows of what is kept aside, ascending
 * @param asides the amounts of those rows
 * @param bound the sum of the values' magnitudes, or {@link Long#MAX_VALUE} if a long cannot hold it: while the bounds of what is
 *     added stay below that, no sum of any of the values can overflow
 */
record Amounts(int scale, long[] values, long @Nullable [] unknown, int[] asideRows, BigDecimal[] asides, long bound) {
    private static final byte NONE = -1;
    private static final byte ASIDE = -2;
    private static final int LARGEST_SCALE = 18;
    private static final long[] POWERS = new long[LARGEST_SCALE + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    boolean isUnknown(int row) {
        return unknown != null && (unknown[row >> 6] & 1L << row) != 0;
    }

    /** Whether every row's amount is among the values. */
    boolean isPlain() {
        return unknown == null && asides.length == 0;
    }

    /** Whether sums of the values fit a long for certain. */
    boolean isBounded() {
        return bound < Long.MAX_VALUE;
    }

    long bytes() {
        return values.length * 8L + (unknown == null ? 0 : unknown.length * 8L) + asides.length * 80L + 64;
    }

    /** The amount of a row, or null if it is unknown. */
    @Nullable
    BigDecimal get(int row) {
        if (isUnknown(row)) {
            return null;
        }
        int aside = Arrays.binarySearch(asideRows, row);
        return aside >= 0 ? asides[aside] : BigDecimal.valueOf(values[row], scale);
    }

    static long power(int exponent) {
        return POWERS[exponent];
    }

    static long add(long bound, long more) {
        long sum = bound + more;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** {@code bound × 10^digits}, or {@link Long#MAX_VALUE} if a long cannot hold it. */
    static long scaleUp(long bound, int digits) {
        return digits > LARGEST_SCALE || Math.multiplyHigh(bound, POWERS[digits]) != 0 || bound * POWERS[digits] < 0
                ? Long.MAX_VALUE
                : bound * POWERS[digits];
    }

    /** Collects amounts row by row and settles on a scale when all are there. Not thread-safe. */
    static final class Builder {
        private long[] unscaled = {};
        private byte[] scales = {};
        private final Map<Integer, BigDecimal> odd = new HashMap<>();
        /** For each scale, how many amounts fit from it on, minus how many fit no more: summed up, how many fit. */
        private final int[] fitting = new int[LARGEST_SCALE + 2];

        private int rows;

        /** @param row at least as large as that of any call before; rows between have no amount */
        void set(int row, BigDecimal amount) {
            BigDecimal plain =
                    amount.scale() > LARGEST_SCALE || amount.scale() < 0 ? amount.stripTrailingZeros() : amount;
            plain = plain.scale() < 0 && plain.precision() - plain.scale() <= LARGEST_SCALE ? plain.setScale(0) : plain;
            BigInteger digits = plain.unscaledValue();
            if (plain.scale() < 0 || plain.scale() > LARGEST_SCALE || digits.bitLength() > 62) {
                odd.put(row, amount);
                put(row, 0, ASIDE);
            } else {
                set(row, digits.longValue(), plain.scale());
            }
        }

        /**
         * @param value its magnitude is less than 2^62
         * @param scale 0 to 18
         */
        void set(int row, long value, int scale) {
            put(row, value, scale);
            fitting[scale]++;
            int last = scale;
            for (long v = Math.abs(value); last < LARGEST_SCALE && v <= (Long.MAX_VALUE >> 1) / 10; v *= 10) {
                last++;
            }
            fitting[last + 1]--;
        }

        private void put(int row, long value, int scale) {
            pad(row + 1);
            unscaled[row] = value;
            scales[row] = (byte) scale;
        }

        private void pad(int toRows) {
            if (toRows > unscaled.length) {
                unscaled = Arrays.copyOf(unscaled, Math.max(toRows, rows * 2));
                scales = Arrays.copyOf(scales, unscaled.length);
            }
            if (toRows > rows) {
                Arrays.fill(scales, rows, toRows, NONE);
                rows = toRows;
            }
        }

        /**
         * @param order the rows in the order in which they are to be kept
         * @return null if no amount is known
         */
        @Nullable
        Amounts build(int[] order) {
            if (rows == 0) {
                return null;
            }
            pad(order.length);
            return new Settling(bestScale()).settle(order);
        }

        private int bestScale() {
            int best = 0;
            int fit = 0;
            int mostFit = 0;
            for (int scale = 0; scale <= LARGEST_SCALE; scale++) {
                fit += fitting[scale];
                if (fit > mostFit) {
                    mostFit = fit;
                    best = scale;
                }
            }
            return best;
        }

        /** One pass over the rows at the chosen scale. */
        private final class Settling {
            private final int scale;
            private final long[] values = new long[rows];
            private final List<Integer> asideRows = new ArrayList<>();
            private final List<BigDecimal> asides = new ArrayList<>();
            private long @Nullable [] unknown;
            private long bound;

            Settling(int scale) {
                this.scale = scale;
            }

            Amounts settle(int[] order) {
                for (int to = 0; to < rows; to++) {
                    settle(order[to], to);
                }
                int[] at = asideRows.stream().mapToInt(Integer::intValue).toArray();
                return new Amounts(scale, values, unknown, at, asides.toArray(BigDecimal[]::new), bound);
            }

            private void settle(int row, int to) {
                int from = scales[row];
                if (from == NONE) {
                    if (unknown == null) {
                        unknown = new long[(rows + 63) / 64];
                    }
                    unknown[to >> 6] |= 1L << to;
                } else if (from == ASIDE) {
                    aside(to, odd.get(row));
                } else if (from > scale || Math.abs(unscaled[row]) > (Long.MAX_VALUE >> 1) / POWERS[scale - from]) {
                    aside(to, BigDecimal.valueOf(unscaled[row], from));
                } else {
                    values[to] = unscaled[row] * POWERS[scale - from];
                    bound = Amounts.add(bound, Math.abs(values[to]));
                }
            }

            private void aside(int to, @Nullable BigDecimal amount) {
                asideRows.add(to);
                asides.add(Objects.requireNonNull(amount));
            }
        }
    }
}
