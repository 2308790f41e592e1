package dev.foretick.stream.config;

/** What windows are made of. */
public enum WindowKind {
  /** The last observations. */
  COUNT,
  /** The last bars, which observations are the ticks of. */
  BARS
}
