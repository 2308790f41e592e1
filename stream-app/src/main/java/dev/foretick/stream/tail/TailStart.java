package dev.foretick.stream.tail;

/** Where to begin: with the first message, with the next, or with the last so many. */
public sealed interface TailStart {
  /** With the first that is there. */
  record Earliest() implements TailStart {}

  /** With the next that comes. */
  record Latest() implements TailStart {}

  /**
   * With the last that are there.
   *
   * @param lines how many to show of them
   */
  record Last(int lines) implements TailStart {
    public Last {
      if (lines < 1) {
        throw new IllegalArgumentException("-n: %d (expected: >= 1)".formatted(lines));
      }
    }
  }
}
