package dev.foretick.deploy.dashboard;

/**
 * A PromQL query of a panel.
 *
 * @param legend what a time series is called, with labels such as {@code {{instance}}}
 * @param instant whether only the newest value counts
 */
record Query(String expression, String legend, boolean instant) {
  static Query range(String expression, String legend) {
    return new Query(expression, legend, false);
  }

  static Query instant(String expression, String legend) {
    return new Query(expression, legend, true);
  }
}
