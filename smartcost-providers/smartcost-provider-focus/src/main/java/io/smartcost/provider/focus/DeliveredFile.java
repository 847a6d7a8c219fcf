package io.smartcost.provider.focus;

import org.jspecify.annotations.Nullable;

/**
 * A file of a delivery.
 *
 * @param name its path, as refusals call it
 * @param rows how many data rows it must have, or null if nobody says
 */
public record DeliveredFile(String name, @Nullable Long rows) {}
