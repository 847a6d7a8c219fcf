package io.smartcost.storage.jdbc;

/**
 * Texts for databases that cannot keep every character. U+0000 to U+0004 become words of five letters out of U+0001 and U+0002,
 * which keeps the order of code points, and beginnings and parts of texts: no word occurs in the join of two others, and each stands
 * at the place in the alphabet that its character has.
 */
final class Characters {
    private static final int ESCAPED = 5;
    private static final int LENGTH = 5;
    private static final char WORD = '\u0001';
    private static final String[] WORDS = {word("11112"), word("12112"), word("12212"), word("12221"), word("12222")};

    private Characters() {}

    private static String word(String letters) {
        return letters.replace('1', '\u0001').replace('2', '\u0002');
    }

    /** The text itself; a half of a surrogate pair is no character, and UTF-8 has no bytes for it. */
    static String requireWhole(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new IllegalArgumentException(what + " has half of a surrogate pair at " + i
                            + ", which is no character and cannot be stored. Correct the text at its source");
                }
                i++;
            }
        }
        return text;
    }

    static String encode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ESCAPED) {
                return encodeFrom(i, text);
            }
        }
        return text;
    }

    private static String encodeFrom(int first, String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 4 * LENGTH).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ESCAPED) {
                encoded.append(WORDS[c]);
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }

    static String decode(String encoded) {
        int word = encoded.indexOf(WORD);
        if (word < 0) {
            return encoded;
        }
        StringBuilder text = new StringBuilder(encoded.length());
        int from = 0;
        for (; word >= 0; word = encoded.indexOf(WORD, from)) {
            text.append(encoded, from, word).append(character(encoded, word));
            from = word + LENGTH;
        }
        return text.append(encoded, from, encoded.length()).toString();
    }

    private static char character(String encoded, int word) {
        for (char c = 0; c < ESCAPED; c++) {
            if (encoded.startsWith(WORDS[c], word)) {
                return c;
            }
        }
        throw new IllegalArgumentException("A text from the database has U+0001 at " + word
                + " outside an escaped character, so it was not written by this library");
    }
}
