/** Fitting a network to history, and the report of how it did beside the baselines. */
@NullMarked
package dev.foretick.model.training;

import org.jspecify.annotations.NullMarked;
