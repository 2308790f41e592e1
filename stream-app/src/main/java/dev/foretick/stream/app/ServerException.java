package dev.foretick.stream.app;

/**
 * The server cannot start or could not go on; the message is one line that says what was expected.
 */
public final class ServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ServerException(String message) {
    super(message);
  }

  ServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
