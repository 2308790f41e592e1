package dev.foretick.model.training;

/** Training did not lead to a model: other options or other data are needed. */
public final class TrainingFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TrainingFailedException(String message) {
    super(message);
  }
}
