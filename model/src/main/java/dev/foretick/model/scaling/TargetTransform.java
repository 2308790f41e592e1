package dev.foretick.model.scaling;

import java.util.Locale;

/**
 * What of the target a network learns, relative to the window's last value {@code y_T}, the anchor.
 */
public enum TargetTransform {
  /** Sees {@code y_t - y_T}, forecasts {@code y_{T+k} - y_T}. */
  NONE,
  /** Sees {@code y_t - y_{t-1}} (0 for the oldest), forecasts {@code y_{T+k} - y_T}. */
  DIFFERENCE,
  /**
   * Sees {@code ln(y_t / y_{t-1})} (0 for the oldest), forecasts {@code ln(y_{T+k} / y_T)}. Wants
   * positive values.
   */
  LOG_RETURN,
  /**
   * Sees {@code ln(y_t / y_T)}, forecasts {@code ln(y_{T+k} / y_T)}: levels whose seasons grow with
   * them. Wants positive values.
   */
  LOG;

  /** Whether it takes logarithms, and so wants positive values. */
  public boolean isLogarithmic() {
    return this == LOG_RETURN || this == LOG;
  }

  /**
   * The name in options and bundles: {@code none}, {@code difference}, {@code log-return}, {@code
   * log}.
   */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
