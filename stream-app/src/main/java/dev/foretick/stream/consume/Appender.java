package dev.foretick.stream.consume;

import dev.foretick.stream.state.Arrivals;

/** Gives observations to their series and hands over the windows that are due. */
interface Appender {
  /**
   * Starts a batch and appends in order, until all are appended or the batch is large enough; what
   * is refused stays without a series, and says why.
   *
   * @param from row of the first that is not appended yet
   * @return the row behind the last that is appended
   */
  int append(Arrivals arrivals, int from);

  /**
   * What windows are due by: the observations themselves, or the bars that they closed.
   *
   * @param arrivals that were appended
   */
  Arrivals due(Arrivals arrivals);
}
