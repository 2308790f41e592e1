/** {@code foretick tail}: forecasts and scores of a topic as lines that people read. */
@NullMarked
package dev.foretick.stream.tail;

import org.jspecify.annotations.NullMarked;
