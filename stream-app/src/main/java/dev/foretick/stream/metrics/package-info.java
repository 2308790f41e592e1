/** What the server tells of itself: every meter, declared once. */
@NullMarked
package dev.foretick.stream.metrics;

import org.jspecify.annotations.NullMarked;
