package io.smartcost.provider.azure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;

/**
 * A line of a bill, as Azure has it before it adds anything up.
 *
 * @param values by the name of the dimension; what is not there is absent
 * @param tags in the casings that the resource has
 * @param costs by the type of question that finds it
 */
record Charge(
        LocalDate day,
        Map<String, String> values,
        Map<String, String> tags,
        String currency,
        Map<String, BigDecimal> costs) {}
