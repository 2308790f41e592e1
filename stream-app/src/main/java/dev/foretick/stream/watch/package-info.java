/** What others may see of the series of a running loop, and cost it nothing while nobody looks. */
@NullMarked
package dev.foretick.stream.watch;

import org.jspecify.annotations.NullMarked;
