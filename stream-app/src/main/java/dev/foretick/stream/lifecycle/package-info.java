/** When a loop ends, and how long it waits before it tries again. */
@NullMarked
package dev.foretick.stream.lifecycle;

import org.jspecify.annotations.NullMarked;
