package dev.foretick.model.dataset;

import dev.foretick.common.window.CalendarFeature;
import java.time.Duration;
import java.util.List;

/**
 * What the values of a series mean.
 *
 * @param target name of the field that is forecast
 * @param covariates names of the further channels, in order
 * @param calendar features of the calendar that follow as channels, made from event time
 * @param frequency the usual (median) time between two observations; positive
 */
public record SeriesSchema(
    String target, List<String> covariates, List<CalendarFeature> calendar, Duration frequency) {
  /** A schema without calendar. */
  public SeriesSchema(String target, List<String> covariates, Duration frequency) {
    this(target, covariates, List.of(), frequency);
  }

  public SeriesSchema {
    covariates = List.copyOf(covariates);
    calendar = List.copyOf(calendar);
    if (target.isEmpty()) {
      throw new IllegalArgumentException("target: empty (expected: a field name)");
    }
    if (frequency.isZero() || frequency.isNegative()) {
      throw new IllegalArgumentException("frequency: %s (expected: > 0)".formatted(frequency));
    }
  }

  /** How many values an observation has, calendar included. */
  public int channels() {
    return 1 + covariates.size() + CalendarFeature.CHANNELS * calendar.size();
  }
}
