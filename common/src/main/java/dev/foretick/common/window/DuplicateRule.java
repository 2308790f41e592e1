package dev.foretick.common.window;

/** What becomes of an observation whose series has one of the same event time already. */
public enum DuplicateRule {
  /** Both stay, in the order in which they came. */
  KEEP,
  /** The later one replaces the values of the earlier one. */
  LAST,
  /** The later one is ignored. */
  FIRST
}
