package io.smartcost.spi;

import org.jspecify.annotations.Nullable;

/**
 * One thing a provider received and could not understand.
 *
 * @param source where it stood: a file's name, a page of an answer
 * @param line the line within the source, counted from 1, or 0 if there are no lines
 * @param column the column (field) at fault, if it is one
 * @param reason what is wrong with it and what was expected, for a person
 */
public record Refusal(String source, long line, @Nullable String column, String reason) {}
