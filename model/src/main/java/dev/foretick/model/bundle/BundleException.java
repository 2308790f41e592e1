package dev.foretick.model.bundle;

/**
 * A bundle could not be read or written. The message names the file, what was found and what was
 * expected. The remedy is another file: export or train the model again.
 */
public final class BundleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BundleException(String message, Throwable cause) {
    super(message, cause);
  }

  public BundleException(String message) {
    super(message);
  }
}
