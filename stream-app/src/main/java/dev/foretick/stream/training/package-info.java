/** From options and histories to a model bundle, with progress on a terminal. */
@NullMarked
package dev.foretick.stream.training;

import org.jspecify.annotations.NullMarked;
