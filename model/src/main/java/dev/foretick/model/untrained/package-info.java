/** Models that cost as much to serve as trained ones and know nothing. */
@NullMarked
package dev.foretick.model.untrained;

import org.jspecify.annotations.NullMarked;
