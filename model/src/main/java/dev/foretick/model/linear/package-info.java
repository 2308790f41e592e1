/** Linear maps from windows to horizons, fitted in closed form. */
@NullMarked
package dev.foretick.model.linear;

import org.jspecify.annotations.NullMarked;
