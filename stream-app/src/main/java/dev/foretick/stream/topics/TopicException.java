package dev.foretick.stream.topics;

/** A topic cannot be used; the message says why and what was expected. */
public final class TopicException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TopicException(String message, Throwable cause) {
    super(message, cause);
  }

  TopicException(String message) {
    super(message);
  }
}
