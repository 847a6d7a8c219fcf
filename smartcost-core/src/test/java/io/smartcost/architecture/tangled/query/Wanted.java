package io.smartcost.architecture.tangled.query;

/** Is used by a package that must not. */
public final class Wanted {}
