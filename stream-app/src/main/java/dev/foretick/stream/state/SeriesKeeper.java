package dev.foretick.stream.state;

import dev.foretick.common.bars.BarBuilder;
import dev.foretick.common.window.SlidingWindow;
import org.jspecify.annotations.Nullable;

/** How series take in what comes: one for all series of a store. */
public sealed interface SeriesKeeper permits WindowKeeper, BarKeeper {
  /** How many values a row of a window has. */
  int channels();

  /** The window of a new series. */
  SlidingWindow newWindow();

  /** What makes the bars of a new series; null where observations are no ticks. */
  @Nullable BarBuilder newBars();

  /** What becomes of the first observation of a series: one that is not taken begins none. */
  Outcome first(Arrivals arrivals, int row);

  /** Gives an observation to its series. */
  Outcome take(SeriesState series, Arrivals arrivals, int row);
}
