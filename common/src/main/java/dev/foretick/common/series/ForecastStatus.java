package dev.foretick.common.series;

import java.util.Locale;

/** How a forecast came about. */
public enum ForecastStatus {
  /** By the model, from a full window. */
  OK,
  /** By the naive baseline, because the series has not yet filled its window. */
  WARMUP,
  /** By the naive baseline, because the model's runtime failed. */
  FALLBACK;

  /** The name in messages and metric tags. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
