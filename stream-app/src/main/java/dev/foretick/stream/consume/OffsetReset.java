package dev.foretick.stream.consume;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Where a partition starts of which the group has committed nothing: {@code auto.offset.reset} as
 * Kafka's consumer knows it. The loop resets by itself, because the consumer would do the same when
 * retention overtakes it, and {@code latest} would then leave records out without a word.
 *
 * @param duration how far back by-duration goes
 */
public record OffsetReset(Kind kind, Duration duration) {
  private static final String BY_DURATION = "by_duration:";

  /** What the property may say. */
  public static final String EXPECTED = "earliest | latest | by_duration:PnDTnHnMn.nS | none";

  /** What the user may ask for. */
  public enum Kind {
    EARLIEST,
    LATEST,
    BY_DURATION,
    NONE
  }

  /** Reads the consumer's property; empty if it says something else. */
  public static Optional<OffsetReset> parse(String text) {
    String lower = text.strip().toLowerCase(java.util.Locale.ROOT);
    if (lower.startsWith(BY_DURATION)) {
      return duration(lower.substring(BY_DURATION.length()))
          .map(duration -> new OffsetReset(Kind.BY_DURATION, duration));
    }
    return switch (lower) {
      case "earliest" -> Optional.of(new OffsetReset(Kind.EARLIEST, Duration.ZERO));
      case "latest" -> Optional.of(new OffsetReset(Kind.LATEST, Duration.ZERO));
      case "none" -> Optional.of(new OffsetReset(Kind.NONE, Duration.ZERO));
      default -> Optional.empty();
    };
  }

  private static Optional<Duration> duration(String text) {
    try {
      return Optional.of(Duration.parse(text)).filter(duration -> !duration.isNegative());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
