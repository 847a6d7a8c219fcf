package io.smartcost.testkit.series;

/**
 * Something that happens to a series.
 *
 * @param kind what
 * @param first the index of the first day of it
 * @param last the index of the last day of it
 * @param sigmas its size in standard deviations of the series' ordinary noise, or 0 where that does not set it
 * @param money how much more (or less, if negative) was spent because of it
 */
public record SpendEvent(EventKind kind, int first, int last, double sigmas, double money) {}
