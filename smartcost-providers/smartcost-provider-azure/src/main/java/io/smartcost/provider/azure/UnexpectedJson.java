package io.smartcost.provider.azure;

import java.io.IOException;

/** It is JSON, and not what it should be. */
final class UnexpectedJson extends IOException {
    private static final long serialVersionUID = 1L;

    UnexpectedJson(String message) {
        super(message);
    }
}
