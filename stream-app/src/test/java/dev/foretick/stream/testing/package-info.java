/** What tests of several packages share: untrained models and topics full of observations. */
@NullMarked
package dev.foretick.stream.testing;

import org.jspecify.annotations.NullMarked;
