/** Holds the pages to what the program does: their commands, configurations, messages and links. */
@NullMarked
package dev.foretick.stream.docs;

import org.jspecify.annotations.NullMarked;
