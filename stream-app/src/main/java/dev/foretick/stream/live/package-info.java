/** The live page: what the server is doing, and the series that its reader picks. */
@NullMarked
package dev.foretick.stream.live;

import org.jspecify.annotations.NullMarked;
