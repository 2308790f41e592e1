package dev.foretick.stream.publish;

/**
 * An observation is well-formed, and yet not to be used. The message is one line that says what was
 * found and what was expected, fit for a dead letter's header. Carries no stack trace.
 */
public final class RefusedObservationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Complains about one part of an observation. */
  public RefusedObservationException(String what, String found, String expected) {
    super("%s: %s (expected: %s)".formatted(what, found, expected), null, false, false);
  }
}
