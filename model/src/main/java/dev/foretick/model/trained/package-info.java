/** What training leaves behind: all that a runtime needs to forecast. */
@NullMarked
package dev.foretick.model.trained;

import org.jspecify.annotations.NullMarked;
