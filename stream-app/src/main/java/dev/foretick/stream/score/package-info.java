/** Compares forecasts with what came: the model beside the naive baseline, in bounded memory. */
@NullMarked
package dev.foretick.stream.score;

import org.jspecify.annotations.NullMarked;
