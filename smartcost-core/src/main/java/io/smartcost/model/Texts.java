package io.smartcost.model;

import java.util.Comparator;

/** How texts are ordered and checked, the same on every backend. */
public final class Texts {
    /**
     * Code point order, which is the order of the UTF-8 bytes and so what databases call binary or "C". It differs from
     * {@link String#compareTo} where a surrogate pair meets a character above U+D800.
     */
    public static final Comparator<String> ORDER = Texts::compare;

    private static final int LONGEST_NAME = 256;

    private Texts() {}

    private static int compare(String a, String b) {
        int shared = Math.min(a.length(), b.length());
        for (int i = 0; i < shared; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean bothOrNeither = Character.isSurrogate(x) == Character.isSurrogate(y);
                return bothOrNeither ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    static void requireName(String what, String value) {
        if (value.isBlank() || value.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(what + " must have 1 to " + LONGEST_NAME
                    + " characters and not only blanks, but has " + value.length());
        }
    }
}
