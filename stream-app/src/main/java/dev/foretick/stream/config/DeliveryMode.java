package dev.foretick.stream.config;

/** What a crash may do to the output. */
public enum DeliveryMode {
  /** A reader of committed messages sees one forecast for each observation, whatever happens. */
  EXACTLY_ONCE,
  /** Nothing is lost; what was published after the last commit is published again. */
  AT_LEAST_ONCE
}
