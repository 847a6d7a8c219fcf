package io.smartcost.aggregate;

/**
 * A dimension's texts in one tenant's part of a {@link ColumnarEngine}, or the currencies or units: gives each text a code, which
 * is all that is kept of it in a row. A code is good for as long as the engine lives. Thread-safe.
 */
public final class TextColumn {
    private final Dictionary dictionary;

    TextColumn(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /** The code of a text, which is new if the text is: greater than 0, and the same for equal texts. */
    public int code(String text) {
        return dictionary.code(text);
    }

    Dictionary dictionary() {
        return dictionary;
    }
}
