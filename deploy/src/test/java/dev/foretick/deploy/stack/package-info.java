/** The stack of {@code deploy/compose.yaml}, run by Docker Compose on this machine. */
@NullMarked
package dev.foretick.deploy.stack;

import org.jspecify.annotations.NullMarked;
