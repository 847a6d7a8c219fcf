package io.smartcost.provider.opencost;

import org.jspecify.annotations.Nullable;

/** An allocation that cannot be understood; it becomes a refusal. */
final class UnreadableAllocation extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String field;

    UnreadableAllocation(@Nullable String field, String reason) {
        super(reason);
        this.field = field;
    }

    /** The field at fault, if it is one. */
    @Nullable
    String field() {
        return field;
    }
}
