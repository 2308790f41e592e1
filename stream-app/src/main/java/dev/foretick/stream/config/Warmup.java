package dev.foretick.stream.config;

/** What happens to a series that has not filled its window yet. */
public enum Warmup {
  /** The naive baseline stands in, with status {@code warmup}. */
  PUBLISH,
  /** Nothing is published before the window is full. */
  SKIP
}
