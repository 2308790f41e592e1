package dev.foretick.stream.config;

/** How a forecast of several steps becomes messages. */
public enum OutputShape {
  /** One message with all steps. */
  NESTED,
  /** One message for each step, for sinks that want rows. */
  FLAT
}
