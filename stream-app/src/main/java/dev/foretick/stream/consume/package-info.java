/** The loop: poll, decode, append, infer, publish, commit. */
@NullMarked
package dev.foretick.stream.consume;

import org.jspecify.annotations.NullMarked;
