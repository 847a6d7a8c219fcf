/** What a series will probably be: point forecasts and intervals, with the error that they had on the series' own past. */
@NullMarked
package io.smartcost.forecast;

import org.jspecify.annotations.NullMarked;
