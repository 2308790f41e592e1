/** What flows: series, their observations, the forecasts of them and how those turned out. */
@NullMarked
package dev.foretick.common.series;

import org.jspecify.annotations.NullMarked;
