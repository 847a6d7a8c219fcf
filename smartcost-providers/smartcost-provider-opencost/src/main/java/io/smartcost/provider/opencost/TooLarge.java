package io.smartcost.provider.opencost;

import java.io.IOException;

/** There is more than may be read. */
final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
        super("there is more than may be read");
    }
}
