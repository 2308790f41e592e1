/**
 * What makes intervals keep their promise: conformal calibration on data that training did not see.
 */
@NullMarked
package dev.foretick.model.interval;

import org.jspecify.annotations.NullMarked;
