package dev.foretick.stream.embedded;

/** The embedded broker could not be started or asked; the message says what to change. */
public final class EmbeddedBrokerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmbeddedBrokerException(String message) {
    super(message);
  }

  EmbeddedBrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
