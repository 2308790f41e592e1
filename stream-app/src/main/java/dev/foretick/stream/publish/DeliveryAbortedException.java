package dev.foretick.stream.publish;

/**
 * A batch did not come to Kafka, or nobody knows whether it did. The loop goes back to what is
 * committed and answers again from there; readers of committed messages see each once.
 */
public final class DeliveryAbortedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DeliveryAbortedException(Throwable reason) {
    super(String.valueOf(reason), reason);
  }
}
