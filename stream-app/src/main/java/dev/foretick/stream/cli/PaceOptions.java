package dev.foretick.stream.cli;

import dev.foretick.stream.feed.FeedLimits;
import dev.foretick.stream.feed.Pace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How fast records go out, and which of them. */
final class PaceOptions {
  @Option(
      names = "--speed-up",
      paramLabel = "FACTOR",
      description = {
        "So many times faster than recorded; 1 is the recorded pace (default: as fast as it goes)."
      })
  private @Nullable Double speedUp;

  @Option(
      names = "--rate",
      paramLabel = "N/s",
      converter = RateConverter.class,
      description = "At a fixed rate: 500/s, 30/m.")
  private @Nullable Double rate;

  @Option(
      names = "--lead-in",
      paramLabel = "N",
      defaultValue = "0",
      description = {
        "The first N records of each series as fast as they go, the others at the pace: to fill"
            + " windows first."
      })
  private long leadIn;

  @Option(
      names = "--skip",
      paramLabel = "N",
      defaultValue = "0",
      description = "Leave out the first N records: to go on where a run ended.")
  private long skip;

  @Option(names = "--limit", paramLabel = "N", description = "End after N records.")
  private long limit = Long.MAX_VALUE;

  Pace pace() {
    if (speedUp != null && rate != null) {
      throw new IllegalArgumentException("--speed-up, --rate: both (expected: one of them)");
    }
    return speedUp != null
        ? Pace.recorded(speedUp)
        : rate != null ? Pace.rate(rate) : Pace.unlimited();
  }

  /** Whether records need times. */
  boolean followsTime() {
    return speedUp != null;
  }

  boolean isUnlimited() {
    return speedUp == null && rate == null;
  }

  FeedLimits limits() {
    return new FeedLimits(skip, leadIn, limit);
  }
}
