/**
 * A real Kafka broker inside this process, for the demo and for tests: what talks to it cannot tell
 * it from one of its own.
 */
@NullMarked
package dev.foretick.stream.embedded;

import org.jspecify.annotations.NullMarked;
