package dev.foretick.common.bars;

/** Takes the bars of one series, oldest first. It must not call the builder that calls it. */
public interface BarSink {
  /** A bar that is closed: it never changes any more. */
  void bar(Bar bar);

  /**
   * Bars that were to be filled are left out, as there are too many in a row. Called before the bar
   * that ends the gap.
   *
   * @param from start of the first bar that is left out, in epoch nanoseconds
   * @param until start of the bar that follows
   */
  default void gap(long from, long until) {}
}
