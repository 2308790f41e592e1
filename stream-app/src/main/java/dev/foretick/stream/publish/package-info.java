/** Brings forecasts, scores and dead letters to Kafka, and the offsets after them. */
@NullMarked
package dev.foretick.stream.publish;

import org.jspecify.annotations.NullMarked;
