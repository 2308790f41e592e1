/** A trained model as one file, loaded whole or refused with the reason. */
@NullMarked
package dev.foretick.model.bundle;

import org.jspecify.annotations.NullMarked;
