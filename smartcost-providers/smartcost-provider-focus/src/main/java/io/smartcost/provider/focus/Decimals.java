package io.smartcost.provider.focus;

import java.math.BigDecimal;

/** Reads decimals with every digit they are written with. */
final class Decimals {
    private static final int MOST_DIGITS = 1000;
    /** Sign, digits, point and exponent of the longest number that a record accepts. */
    private static final int LONGEST = MOST_DIGITS + 8;
    /** As many digits always fit a long. */
    private static final int DIGITS_OF_LONG = 18;

    private Decimals() {}

    static BigDecimal parse(Cell cell) throws BadCell {
        int length = cell.length();
        int i = length > 0 && (cell.at(0) == '-' || cell.at(0) == '+') ? 1 : 0;
        boolean negative = i == 1 && cell.at(0) == '-';
        long unscaled = 0;
        int digits = 0;
        int point = -1;
        for (; i < length && digits <= DIGITS_OF_LONG; i++) {
            byte b = cell.at(i);
            if (b >= '0' && b <= '9') {
                unscaled = unscaled * 10 + (b - '0');
                digits++;
            } else if (b == '.' && point < 0) {
                point = digits;
            } else {
                break;
            }
        }
        if (i < length || digits == 0 || digits > DIGITS_OF_LONG) {
            return parseSlowly(cell);
        }
        return BigDecimal.valueOf(negative ? -unscaled : unscaled, point < 0 ? 0 : digits - point);
    }

    private static BigDecimal parseSlowly(Cell cell) throws BadCell {
        // Checked before it is parsed: the time to parse a number grows with the square of its digits.
        if (cell.length() > LONGEST) {
            throw new BadCell("The number has more than " + MOST_DIGITS + " digits");
        }
        BigDecimal value;
        try {
            value = new BigDecimal(requireAscii(cell));
        } catch (NumberFormatException e) {
            throw notDecimal(cell);
        }
        if (Math.abs((long) value.scale()) > MOST_DIGITS || value.precision() > MOST_DIGITS) {
            throw new BadCell(
                    "The number " + cell.shown() + " needs more than " + MOST_DIGITS + " digits to be written out");
        }
        return value;
    }

    private static char[] requireAscii(Cell cell) throws BadCell {
        char[] chars = new char[cell.length()];
        for (int i = 0; i < chars.length; i++) {
            if (cell.at(i) < 0) {
                throw notDecimal(cell);
            }
            chars[i] = (char) cell.at(i);
        }
        return chars;
    }

    private static BadCell notDecimal(Cell cell) {
        return new BadCell(
                cell.shown() + " is not a decimal number such as 1234.56 or 5.6E-05, without separators of thousands");
    }
}
