/**
 * What every model, runtime and baseline is: a batch of windows in, quantiles for each step of the
 * horizon out.
 */
@NullMarked
package dev.foretick.model.forecaster;

import org.jspecify.annotations.NullMarked;
