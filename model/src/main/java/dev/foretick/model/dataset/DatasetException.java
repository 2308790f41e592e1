package dev.foretick.model.dataset;

import java.nio.file.Path;

/**
 * A file does not hold the history that it should. The message is one line that says where, what
 * was found and what was expected.
 */
public final class DatasetException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Complains about a file as a whole. */
  DatasetException(Path file, String found, String expected) {
    super("%s: %s (expected: %s)".formatted(file, found, expected));
  }

  /** Complains about a line, counted from 1. */
  DatasetException(Path file, long line, String found, String expected) {
    super("%s:%d: %s (expected: %s)".formatted(file, line, found, expected));
  }

  /** Passes on a complaint about a line that says what was expected already. */
  DatasetException(Path file, long line, String complaint) {
    super("%s:%d: %s".formatted(file, line, complaint));
  }
}
