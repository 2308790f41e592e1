package dev.foretick.stream.fault;

/** A test that is interrupted has failed. */
final class Interruption {
  private Interruption() {}

  static IllegalStateException of(InterruptedException reason) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", reason);
  }
}
