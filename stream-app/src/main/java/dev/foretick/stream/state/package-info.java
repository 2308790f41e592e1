/** The windows of every series, partition by partition. */
@NullMarked
package dev.foretick.stream.state;

import org.jspecify.annotations.NullMarked;
