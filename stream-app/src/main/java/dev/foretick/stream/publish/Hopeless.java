package dev.foretick.stream.publish;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** Tells failures that trying again does not cure, because somebody has to change something. */
final class Hopeless {
  private Hopeless() {}

  /** Whether a failure or what caused it is of that kind. */
  static boolean isHopeless(@Nullable Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof AuthorizationException
          || at instanceof AuthenticationException
          || at instanceof UnsupportedVersionException
          || at instanceof InvalidConfigurationException
          || at instanceof InvalidTopicException) {
        return true;
      }
    }
    return false;
  }
}
