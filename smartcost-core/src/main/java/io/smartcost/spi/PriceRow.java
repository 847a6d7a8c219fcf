package io.smartcost.spi;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One price.
 *
 * @param meter what is counted, such as {@code instance} or {@code requests}
 * @param unit what the price is for, such as {@code hour} or {@code gib-month}
 * @param tierFrom from which quantity on, in units, the price holds; 0 for the first tier
 * @param term {@code on-demand}, or the commitment, such as {@code reserved-1y}
 * @param payment how a commitment is paid, such as {@code no-upfront}; empty for none
 * @param upfront what is paid once at the start of the term
 * @param price what a unit costs
 * @param currency the ISO 4217 code of both
 * @param asOf when the provider published it
 */
public record PriceRow(
        PriceCatalog.Product product,
        String meter,
        String unit,
        BigDecimal tierFrom,
        String term,
        String payment,
        BigDecimal upfront,
        BigDecimal price,
        String currency,
        LocalDate asOf) {}
