package io.smartcost.architecture.tangled.model;

import io.smartcost.architecture.tangled.query.Wanted;

/** Lives where it breaks a rule. */
public final class Upwards {
    final Wanted wanted = new Wanted();
}
