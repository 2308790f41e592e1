package dev.foretick.stream.config;

/** What becomes of observations that come too late. */
public enum LateRule {
  /** They are counted, and left out. */
  COUNT,
  /** They are counted, and put aside as dead letters. */
  DEAD_LETTER
}
