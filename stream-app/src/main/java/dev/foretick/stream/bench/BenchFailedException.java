package dev.foretick.stream.bench;

/** The bench could not go on; the message says which part of it failed and what that part said. */
public final class BenchFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BenchFailedException(String message) {
    super(message);
  }

  BenchFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
