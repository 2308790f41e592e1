/** A model file that changes while it is served: when it is read again, and whether it fits. */
@NullMarked
package dev.foretick.stream.reload;

import org.jspecify.annotations.NullMarked;
