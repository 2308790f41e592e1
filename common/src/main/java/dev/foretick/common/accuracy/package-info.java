/** Accuracy measures as pure functions, each with its definition. */
@NullMarked
package dev.foretick.common.accuracy;

import org.jspecify.annotations.NullMarked;
