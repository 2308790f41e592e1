package dev.foretick.stream.consume;

import dev.foretick.stream.config.LateRule;
import dev.foretick.stream.state.BarKeeper;
import java.time.Duration;
import java.util.Optional;

/**
 * How a loop goes by event time.
 *
 * @param late what becomes of observations that come too late
 * @param maxAhead how far ahead of the wall clock an observation may be
 * @param bars makes bars of observations, if windows are made of bars
 * @param closeDelay how long after its end and the grace the wall clock closes a bar
 */
public record EventTime(
    LateRule late, Optional<Duration> maxAhead, Optional<BarKeeper> bars, Duration closeDelay) {
  /** Of a loop whose windows are of observations in the order in which they come. */
  public static final EventTime NONE =
      new EventTime(LateRule.COUNT, Optional.empty(), Optional.empty(), Duration.ZERO);
}
