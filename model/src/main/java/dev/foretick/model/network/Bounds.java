package dev.foretick.model.network;

/** Bounds on the shape of a network, checked before any memory is asked for. */
final class Bounds {
  static final int MAX_BLOCKS = 16;
  static final int MAX_UNITS = 4_096;
  static final int MAX_KERNEL = 100_000;

  private Bounds() {}

  static void require(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s: %d (expected: %d to %d)".formatted(name, value, min, max));
    }
  }
}
