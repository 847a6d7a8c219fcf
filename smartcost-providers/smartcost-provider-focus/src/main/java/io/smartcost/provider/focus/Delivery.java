package io.smartcost.provider.focus;

import io.smartcost.model.DayRange;
import java.time.Instant;

/**
 * What was delivered of one billing period: all charges of it that were known by then, in any number of files.
 *
 * @param name what messages call it, such as the path of its manifest
 * @param period the billing period
 * @param version opaque; another one each time the period is delivered anew
 * @param deliveredAt when it was complete; days of the period that had not begun by then are not in it
 */
public record Delivery(String name, DayRange period, String version, Instant deliveredAt) {}
