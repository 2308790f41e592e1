/**
 * {@code foretick demo}: real market ticks through a real broker, a freshly trained model and the
 * same server that {@code foretick serve} runs, with a view of what happens.
 */
@NullMarked
package dev.foretick.stream.demo;

import org.jspecify.annotations.NullMarked;
