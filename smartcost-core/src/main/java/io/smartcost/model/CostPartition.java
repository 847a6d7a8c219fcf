package io.smartcost.model;

import java.time.LocalDate;

/**
 * All that one source account was charged on one day: what is sent, stored, replaced and read as a whole. A partition without
 * records says that the day is known to have cost nothing; a day without a partition is unknown.
 *
 * @param account where the records come from
 * @param day the UTC day on which every one of the records begins
 * @param completeness how far the source will still change this day
 * @param records any number, in no particular order. Every iteration gives the same records in the same order; valid until the
 *     call to which the partition was handed returns, so a receiver that wants to keep them copies them
 */
public record CostPartition(
        SourceAccount account, LocalDate day, Completeness completeness, Iterable<CostRecord> records) {}
