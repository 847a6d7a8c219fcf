package io.smartcost.architecture.tangled.sync;

import io.smartcost.architecture.tangled.forecast.Sibling;

/** Lives where it breaks a rule. */
public final class Sideways {
    final Sibling wanted = new Sibling();
}
