/** What commands show on a terminal, and what they print where there is none. */
@NullMarked
package dev.foretick.stream.terminal;

import org.jspecify.annotations.NullMarked;
