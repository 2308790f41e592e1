package dev.foretick.stream.consume;

import dev.foretick.stream.state.Arrivals;

/** Gives observations to their series and hands over the windows that are due. */
interface Appender {
  /**
   * Appends in order; what is refused stays without a series, and says why.
   *
   * @return what windows are due by: the observations themselves, or the bars that they closed
   */
  Arrivals append(Arrivals arrivals);
}
