/** The forecasters that every model must be shown beside. */
@NullMarked
package dev.foretick.model.baseline;

import org.jspecify.annotations.NullMarked;
