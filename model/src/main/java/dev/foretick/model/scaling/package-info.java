/** From raw units to what a network sees and back: target transforms and normalisation. */
@NullMarked
package dev.foretick.model.scaling;

import org.jspecify.annotations.NullMarked;
