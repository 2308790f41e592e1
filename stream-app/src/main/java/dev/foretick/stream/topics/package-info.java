/** What a topic needs before anybody may write to it. */
@NullMarked
package dev.foretick.stream.topics;

import org.jspecify.annotations.NullMarked;
