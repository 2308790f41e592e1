package dev.foretick.stream.http;

/** The HTTP server cannot listen where it was told to. The user mends the configuration. */
public final class HttpStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HttpStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
