package dev.foretick.stream.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with options, so that all of it is told at once. */
final class Problems {
  private final List<String> problems = new ArrayList<>();

  void require(String name, int value, int min, int max) {
    if (value < min || value > max) {
      problems.add("%s: %d (expected: %d to %d)".formatted(name, value, min, max));
    }
  }

  void requirePositive(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      problems.add("%s: %s (expected: > 0)".formatted(name, value));
    }
  }

  void require(String name, int value, boolean isRight, String expected) {
    if (!isRight) {
      problems.add("%s: %d (expected: %s)".formatted(name, value, expected));
    }
  }

  void requirePositive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      problems.add("%s: %s (expected: > 0)".formatted(name, value));
    }
  }

  void requireNotNegative(String name, Duration value) {
    if (value.isNegative()) {
      problems.add("%s: %s (expected: >= 0)".formatted(name, value));
    }
  }

  void requireForm(String name, String value, String pattern, String expected) {
    if (!value.matches(pattern)) {
      problems.add("%s: %s (expected: %s)".formatted(name, value, expected));
    }
  }

  /** Takes over what a constructor has to say. */
  void requirePossible(Runnable attempt) {
    try {
      attempt.run();
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
    }
  }

  /**
   * Tells what there is to tell.
   *
   * @throws IllegalArgumentException with a line for each problem
   */
  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
    }
  }
}
