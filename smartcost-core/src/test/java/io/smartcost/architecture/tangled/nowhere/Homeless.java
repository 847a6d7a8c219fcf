package io.smartcost.architecture.tangled.nowhere;

/** Lives where it breaks a rule. */
public final class Homeless {}
