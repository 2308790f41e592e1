/** Every number that the server exports, declared in one enum, and where they are kept. */
@NullMarked
package dev.foretick.stream.metrics;

import org.jspecify.annotations.NullMarked;
