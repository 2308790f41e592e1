/** The Deeplearning4j runtime: trains networks and is the reference for their output. */
@NullMarked
package dev.foretick.model.dl4j;

import org.jspecify.annotations.NullMarked;
