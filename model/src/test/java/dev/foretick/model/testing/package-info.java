/** Random models and an independent reference for their output. */
@NullMarked
package dev.foretick.model.testing;

import org.jspecify.annotations.NullMarked;
