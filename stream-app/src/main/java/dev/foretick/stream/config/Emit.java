package dev.foretick.stream.config;

/** Which observations are answered with a forecast. */
public enum Emit {
  /** Each one. */
  EVERY,
  /** The newest one of each series in a batch, so that a backlog is worked off faster. */
  LATEST
}
