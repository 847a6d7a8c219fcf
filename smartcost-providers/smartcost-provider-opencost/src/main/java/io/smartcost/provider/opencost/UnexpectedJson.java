package io.smartcost.provider.opencost;

import java.io.IOException;

/** JSON that is not as OpenCost has it. Unlike those of the parser, the message quotes nothing of the text. */
final class UnexpectedJson extends IOException {
    private static final long serialVersionUID = 1L;

    UnexpectedJson(String message) {
        super(message);
    }
}
