package io.smartcost.aggregate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the codes of the grouping columns are packed into one key of up to two words. The columns that rows are sorted by have the
 * highest bits, so that rows that stand together have keys that stand together; a counted column has the lowest. Fixed by the
 * sizes of the dictionaries, rounded up to powers of two, so that it stays the same while they grow a little.
 */
final class KeyLayout {
    private final Dictionary[] dictionaries;
    private final int[] widths;
    /** The code of a column that takes no bits: absent from all, or the only currency there is, which is never absent. */
    private final int[] only;

    private final int[] shifts;
    private final boolean[] inHigh;
    private final int lowBits;
    private final int highBits;

    /** @param countsLast whether the last column is one whose different codes are counted */
    KeyLayout(List<String> columns, Dictionaries all, boolean countsLast) {
        dictionaries = columns.stream().map(all::of).toArray(Dictionary[]::new);
        widths = new int[columns.size()];
        only = new int[columns.size()];
        shifts = new int[columns.size()];
        inHigh = new boolean[columns.size()];
        int low = 0;
        int high = 0;
        for (int i : fromLowestBits(columns, countsLast)) {
            int codes = dictionaries[i].size();
            boolean fixed = codes == 2 && columns.get(i).equals(Dictionaries.CURRENCY);
            only[i] = fixed ? 1 : Dictionary.ABSENT;
            widths[i] = fixed ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(codes - 1);
            inHigh[i] = low + widths[i] > Long.SIZE - 1;
            shifts[i] = inHigh[i] ? high : low;
            low += inHigh[i] ? 0 : widths[i];
            high += inHigh[i] ? widths[i] : 0;
        }
        if (high > Long.SIZE - 1) {
            throw new IllegalStateException(
                    "The columns " + columns + " have too many different texts to group by all of them");
        }
        lowBits = low;
        highBits = high;
    }

    private static List<Integer> fromLowestBits(List<String> columns, boolean countsLast) {
        int last = columns.size() - 1;
        return IntStream.rangeClosed(0, last)
                .mapToObj(i -> last - i)
                .sorted(Comparator.comparing(i -> countsLast && i == last ? -1 : rank(columns.get(i))))
                .toList();
    }

    private static int rank(String column) {
        int sortedBy = Segment.SORTED_BY.indexOf(column);
        return sortedBy < 0 ? 0 : Segment.SORTED_BY.size() - sortedBy;
    }

    int columns() {
        return dictionaries.length;
    }

    /** The place of a column in a {@link Segment}'s columns. */
    int column(int index) {
        return dictionaries[index].column();
    }

    int shift(int column) {
        return shifts[column];
    }

    boolean isInHigh(int column) {
        return inHigh[column];
    }

    int width(int column) {
        return widths[column];
    }

    int lowBits() {
        return lowBits;
    }

    boolean isOneWord() {
        return highBits == 0;
    }

    /** The text of a column in a key. */
    @Nullable
    String text(int column, long low, long high) {
        return dictionaries[column].text(code(column, low, high));
    }

    /** The code of a column in a key. */
    int code(int column, long low, long high) {
        if (widths[column] == 0) {
            return only[column];
        }
        long word = inHigh[column] ? high : low;
        return (int) (word >>> shifts[column] & (1L << widths[column]) - 1);
    }

    /** The low word of a key of another layout of the same columns, packed this way. */
    long low(KeyLayout other, long low, long high) {
        return pack(other, low, high, false);
    }

    long high(KeyLayout other, long low, long high) {
        return pack(other, low, high, true);
    }

    private long pack(KeyLayout other, long low, long high, boolean word) {
        long packed = 0;
        for (int i = 0; i < widths.length; i++) {
            packed |= inHigh[i] == word && widths[i] > 0 ? (long) other.code(i, low, high) << shifts[i] : 0;
        }
        return packed;
    }

    /** Equal for layouts that pack alike. */
    List<Integer> signature() {
        return java.util.Arrays.stream(widths).boxed().toList();
    }
}
