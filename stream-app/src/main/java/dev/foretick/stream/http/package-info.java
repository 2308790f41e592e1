/** Metrics and health over HTTP. */
@NullMarked
package dev.foretick.stream.http;

import org.jspecify.annotations.NullMarked;
