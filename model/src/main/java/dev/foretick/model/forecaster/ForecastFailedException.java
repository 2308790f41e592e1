package dev.foretick.model.forecaster;

/**
 * The runtime could not forecast this batch. The caller tries again, then lets the baseline stand
 * in.
 */
public final class ForecastFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ForecastFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  public ForecastFailedException(String message) {
    super(message);
  }
}
