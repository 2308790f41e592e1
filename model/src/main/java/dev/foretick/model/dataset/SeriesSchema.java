package dev.foretick.model.dataset;

import java.time.Duration;
import java.util.List;

/**
 * What the values of a series mean.
 *
 * @param target name of the field that is forecast
 * @param covariates names of the further channels, in order
 * @param frequency the usual (median) time between two observations; positive
 */
public record SeriesSchema(String target, List<String> covariates, Duration frequency) {
  public SeriesSchema {
    covariates = List.copyOf(covariates);
    if (target.isEmpty()) {
      throw new IllegalArgumentException("target: empty (expected: a field name)");
    }
    if (frequency.isZero() || frequency.isNegative()) {
      throw new IllegalArgumentException("frequency: %s (expected: > 0)".formatted(frequency));
    }
  }

  public int channels() {
    return 1 + covariates.size();
  }
}
