/** Puts a server together from its configuration, starts it and stops it. */
@NullMarked
package dev.foretick.stream.app;

import org.jspecify.annotations.NullMarked;
