package io.smartcost.model;

/**
 * The root of what this library throws on purpose. A message says what went wrong, where, and what to do; it never carries a
 * secret. Wrong arguments are an {@link IllegalArgumentException} instead: they are a mistake in the calling code.
 */
public class SmartCostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SmartCostException(String message) {
        super(message);
    }

    public SmartCostException(String message, Throwable cause) {
        super(message, cause);
    }
}
