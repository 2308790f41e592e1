package dev.foretick.common.bars;

/** What stands where no tick came in a whole bar. */
public enum BarFill {
  /** An empty bar, which stays at the close before it. */
  PREVIOUS,
  /** Nothing: the next bar with ticks follows. */
  NONE
}
