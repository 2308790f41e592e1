/** The shape and the weights of a network, in terms that belong to no framework. */
@NullMarked
package dev.foretick.model.network;

import org.jspecify.annotations.NullMarked;
