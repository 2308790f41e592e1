/**
 * Turns the due windows of a batch into forecasts in as few runtime calls as possible, and never
 * into a wrong number.
 */
@NullMarked
package dev.foretick.stream.inference;

import org.jspecify.annotations.NullMarked;
