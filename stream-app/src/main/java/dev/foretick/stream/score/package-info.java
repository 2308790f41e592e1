/** How forecasts turn out: each step is scored when its actual value arrives. */
@NullMarked
package dev.foretick.stream.score;

import org.jspecify.annotations.NullMarked;
