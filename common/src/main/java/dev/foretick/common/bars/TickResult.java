package dev.foretick.common.bars;

/** What {@link BarBuilder#add} did with a tick. Only a tick that was {@link #ADDED} counts. */
public enum TickResult {
  /** It is part of an open bar. */
  ADDED,
  /** Its bar is closed already. */
  LATE,
  /** No bar covers its moment: it is outside the trading session. */
  OFF_SESSION,
  /** Its moment is outside the years that a {@link BarCalendar} knows. */
  OUT_OF_RANGE,
  /** Its price is not finite as a float, or its size is negative or not finite as a float. */
  INVALID
}
