package dev.foretick.model.scaling;

import java.util.Arrays;

/**
 * How a window in raw units becomes what the network sees, and how its output becomes a forecast in
 * raw units again. The statistics are fitted on the training split only.
 *
 * <p>With the target's raw window {@code y_1..y_T}, transformed to {@code v_1..v_T} by the {@link
 * TargetTransform}:
 *
 * <pre>
 * scale  s = targetScale                                     LAST_VALUE
 *        s = max(std(v), leastScale)                         INSTANCE, std over the window's values, ddof 0
 *        s = max(recent(c), leastScale)                      EWMA, c the changes y_t - y_{t-1}, or of ln y, by
 *                                                            {@link RecentChanges}
 * input  target channel: v / s      covariate c: (x - mean_c) / std_c
 * output y_T + s * q                NONE, DIFFERENCE
 *        y_T * exp(s * q)           LOG_RETURN, LOG
 * </pre>
 *
 * @param targetScale standard deviation of {@code v} over the windows of the training split;
 *     positive
 * @param leastScale what a window that stands still is scaled by; positive
 * @param covariateMeans mean of each covariate over the windows of the training split
 * @param covariateScales standard deviation of each covariate over the windows of the training
 *     split; positive
 */
public record WindowScaling(
    TargetTransform transform,
    Normalization normalization,
    double targetScale,
    double leastScale,
    double[] covariateMeans,
    double[] covariateScales) {

  public WindowScaling {
    covariateMeans = covariateMeans.clone();
    covariateScales = covariateScales.clone();
    requirePositive("targetScale", targetScale);
    requirePositive("leastScale", leastScale);
    for (double scale : covariateScales) {
      requirePositive("covariateScales", scale);
    }
    if (covariateMeans.length != covariateScales.length
        || !Arrays.stream(covariateMeans).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "covariateMeans: %s (expected: %d finite numbers)"
              .formatted(Arrays.toString(covariateMeans), covariateScales.length));
    }
  }

  @Override
  public double[] covariateMeans() {
    return covariateMeans.clone();
  }

  @Override
  public double[] covariateScales() {
    return covariateScales.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WindowScaling that
        && transform == that.transform
        && normalization == that.normalization
        && targetScale == that.targetScale
        && leastScale == that.leastScale
        && Arrays.equals(covariateMeans, that.covariateMeans)
        && Arrays.equals(covariateScales, that.covariateScales);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(
        new Object[] {
          transform,
          normalization,
          targetScale,
          leastScale,
          Arrays.hashCode(covariateMeans),
          Arrays.hashCode(covariateScales)
        });
  }

  @Override
  public String toString() {
    return "WindowScaling[%s, %s, targetScale=%s]".formatted(transform, normalization, targetScale);
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException("%s: %s (expected: > 0)".formatted(name, value));
    }
  }
}
