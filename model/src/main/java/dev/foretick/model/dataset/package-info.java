/** History to learn from: series read from files, split by time, cut into windows. */
@NullMarked
package dev.foretick.model.dataset;

import org.jspecify.annotations.NullMarked;
