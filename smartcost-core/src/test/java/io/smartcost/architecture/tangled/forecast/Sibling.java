package io.smartcost.architecture.tangled.forecast;

/** Is used by a package that must not. */
public final class Sibling {}
