package dev.foretick.common.series;

import java.util.Locale;

/** What the single number of a forecast step stands for. */
public enum PointForecast {
  /** As likely too high as too low: least mean absolute error. */
  MEDIAN,
  /**
   * What comes on average: least mean squared error. Wanted where most steps change nothing, as
   * from trade to trade: the median then is the last value, whatever the window says.
   */
  MEAN;

  /** The name in options, bundles and messages. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
