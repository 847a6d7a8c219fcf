package io.smartcost.testkit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Amounts at the limits of what a store must keep. */
final class Amounts {
    private Amounts() {}

    /** Of up to so many digits, with as many of them behind the point as there are, and of both signs. */
    static List<BigDecimal> edges(int digits) {
        BigInteger nines = BigInteger.TEN.pow(digits).subtract(BigInteger.ONE);
        List<BigDecimal> amounts = new ArrayList<>();
        for (BigDecimal amount : List.of(
                BigDecimal.ZERO,
                new BigDecimal("0.00"),
                new BigDecimal("0.1"),
                new BigDecimal("1.10"),
                new BigDecimal("5.64902E-05"),
                new BigDecimal("1E+3"),
                new BigDecimal("9007199254740993"),
                new BigDecimal("9223372036854775808"),
                new BigDecimal("0.12345678901"),
                new BigDecimal(nines),
                new BigDecimal(nines, digits),
                new BigDecimal(nines, digits / 2),
                new BigDecimal(BigInteger.ONE, digits),
                new BigDecimal(BigInteger.TEN.pow(digits - 1)),
                new BigDecimal(BigInteger.ONE, 1 - digits))) {
            amounts.add(amount);
            amounts.add(amount.negate());
        }
        return amounts;
    }

    /** Mostly everyday amounts, sometimes of all digits there may be. */
    static BigDecimal random(RandomGenerator random, int digits) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            List<BigDecimal> edges = edges(digits);
            return edges.get(random.nextInt(edges.size()));
        }
        int length = kind == 1 ? digits : 1 + random.nextInt(12);
        BigInteger unscaled = new BigInteger(random.ints(length, '0', '9' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
        BigDecimal amount = new BigDecimal(unscaled, random.nextInt(length + 1));
        return random.nextInt(4) == 0 ? amount.negate() : amount;
    }
}
