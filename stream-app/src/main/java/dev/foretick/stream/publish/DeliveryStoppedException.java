package dev.foretick.stream.publish;

/**
 * The loop was told to stop while messages were not acknowledged. Nothing is lost: their
 * observations are not committed, so the next start answers them again.
 */
public final class DeliveryStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DeliveryStoppedException(int messages) {
    super(
        "stopped with %d messages not acknowledged; their observations are answered at the next start"
            .formatted(messages));
  }
}
