/** The command line: one class for each command, and what they print to a terminal. */
@NullMarked
package dev.foretick.stream.cli;

import org.jspecify.annotations.NullMarked;
