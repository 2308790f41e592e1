/** Which runtime computes the forecasts of a bundle. */
@NullMarked
package dev.foretick.model.runtime;

import org.jspecify.annotations.NullMarked;
