package dev.foretick.stream.bench;

/**
 * Whether every score came to its topic.
 *
 * @param expected that the ticks have brought about
 * @param received that a consumer has read
 */
record ScoreCount(long expected, long received) {
  /** Whether none is missing and, if there may be none, none came twice. */
  boolean isWhole(boolean isExact) {
    return isExact ? received == expected : received >= expected;
  }

  ScoreCount plus(ScoreCount more) {
    return new ScoreCount(expected + more.expected, received + more.received);
  }
}
