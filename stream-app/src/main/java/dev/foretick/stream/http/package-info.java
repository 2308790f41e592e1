/** Metrics and health over HTTP, and a place for a page. */
@NullMarked
package dev.foretick.stream.http;

import org.jspecify.annotations.NullMarked;
