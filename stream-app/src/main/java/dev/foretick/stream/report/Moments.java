package dev.foretick.stream.report;

import dev.foretick.stream.terminal.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Moments as people read them: times in UTC, or rows where the data state no times.
 *
 * @param rowTime how long a row counts for where times are made up, from 1970 on; else empty
 */
public record Moments(Optional<Duration> rowTime) {
  /** A moment: {@code 2026-11-03 14:00 UTC} or {@code row 4 801}. */
  public String at(Instant time) {
    return rowTime.map(length -> "row " + row(time, length)).orElseGet(() -> UtcTimes.full(time));
  }

  /** From one moment to another. */
  String period(Instant from, Instant to) {
    return rowTime
        .map(length -> "rows %s to %s".formatted(row(from, length), row(to, length)))
        .orElseGet(() -> UtcTimes.period(from, to));
  }

  /** What a step is long, behind how many there are; nothing if that is made up. */
  String ofFrequency(Duration frequency) {
    return rowTime.isPresent() ? "" : " of " + Figures.span(frequency);
  }

  /** Rows count from 1. */
  private static String row(Instant time, Duration length) {
    return Figures.count(1 + Duration.between(Instant.EPOCH, time).dividedBy(length));
  }
}
