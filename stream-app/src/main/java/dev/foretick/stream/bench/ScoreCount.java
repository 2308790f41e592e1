package dev.foretick.stream.bench;

/**
 * Whether every score came to its topic.
 *
 * @param expected that the ticks have brought about
 * @param received that a consumer has read
 */
record ScoreCount(long expected, long received) {
  /** What is not there. */
  long lost() {
    return Math.max(0, expected - received);
  }

  ScoreCount plus(ScoreCount more) {
    return new ScoreCount(expected + more.expected, received + more.received);
  }
}
