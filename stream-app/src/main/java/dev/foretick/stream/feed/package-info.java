/**
 * {@code foretick feed}: observations of a file, of a pipe or of a market into a topic, at a pace,
 * as the server reads them.
 */
@NullMarked
package dev.foretick.stream.feed;

import org.jspecify.annotations.NullMarked;
