/**
 * The public trades of an exchange as observations: a WebSocket that comes back after it was lost,
 * and says what was missed meanwhile.
 */
@NullMarked
package dev.foretick.stream.market;

import org.jspecify.annotations.NullMarked;
