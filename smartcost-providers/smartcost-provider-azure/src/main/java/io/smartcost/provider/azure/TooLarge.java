package io.smartcost.provider.azure;

/** There is more than may be read. */
final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge(long most) {
        super("there is more than " + most + " bytes");
    }
}
