/**
 * Measures a deployment: a producer, a broker, a server and a consumer, each in a process of its
 * own, and what the server would do if forecasting cost nothing.
 */
@NullMarked
package dev.foretick.stream.bench;

import org.jspecify.annotations.NullMarked;
