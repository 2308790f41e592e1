/** Fixed-size windows over a series. Training and serving cut their windows with this same code. */
@NullMarked
package dev.foretick.common.window;

import org.jspecify.annotations.NullMarked;
