package dev.foretick.model.scaling;

import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import java.nio.FloatBuffer;

/**
 * Computes what {@link WindowScaling} defines, from raw windows to what a network sees and from its
 * output to raw units. Works in double precision and rounds once. Thread-safe.
 */
public final class WindowScaler {
  private final WindowScaling scaling;
  private final WindowSpec spec;
  private final double[] covariateMeans;
  private final double[] covariateScales;

  public WindowScaler(WindowScaling scaling, WindowSpec spec) {
    this.scaling = scaling;
    this.spec = spec;
    this.covariateMeans = scaling.covariateMeans();
    this.covariateScales = scaling.covariateScales();
    if (covariateMeans.length != spec.channels() - 1) {
      throw new IllegalArgumentException(
          "covariateMeans: %d (expected: %d)"
              .formatted(covariateMeans.length, spec.channels() - 1));
    }
  }

  /** Scales every window of a batch. */
  public ScaledWindows scale(WindowBatch batch) {
    int size = batch.size();
    float[] values = new float[size * spec.windowLength()];
    float[] anchors = new float[size];
    double[] scales = new double[size];
    batch.values().get(values);
    for (int row = 0; row < size; row++) {
      int from = row * spec.windowLength();
      anchors[row] = values[from + spec.inputSize() - 1];
      scales[row] = scaleTargets(values, from);
      scaleCovariates(values, from + spec.inputSize());
    }
    return new ScaledWindows(size, values, anchors, scales);
  }

  /**
   * The scale {@code s} of a window that may not be full yet. A few observations deviate less than
   * a full window does, so until the window is full the training split's scale is the least: an
   * interval may then be too wide, but not too narrow. The same scale stands in where no deviation
   * can be told, from values that have no logarithm.
   *
   * @param target raw target values, oldest first, at the buffer's position up to its limit
   */
  public double scaleOf(FloatBuffer target) {
    int count = target.remaining();
    if (count < 2 || scaling.normalization() == Normalization.LAST_VALUE) {
      return scaling.targetScale();
    }
    double deviation = deviation(scaling.normalization(), scaling.transform(), target);
    if (!Double.isFinite(deviation)) {
      return scaling.targetScale();
    }
    return count < spec.inputSize()
        ? Math.max(deviation, scaling.targetScale())
        : floored(deviation);
  }

  /** What a network should say of a value to come: its distance from the anchor in scaled units. */
  public float distance(float value, float anchor, double scale) {
    double distance =
        scaling.transform().isLogarithmic()
            ? Math.log((double) value / anchor)
            : (double) value - anchor;
    return (float) (distance / scale);
  }

  /** The raw value at a scaled distance from an anchor; grows with the distance for any anchor. */
  public float unscale(float distance, float anchor, double scale) {
    return (float)
        (scaling.transform().isLogarithmic()
            ? anchor + Math.abs((double) anchor) * Math.expm1(scale * distance)
            : anchor + scale * distance);
  }

  /** The transformed value {@code v_t}, not yet divided by the scale. */
  static double transform(TargetTransform transform, float value, float previous, float anchor) {
    return switch (transform) {
      case NONE -> (double) value - anchor;
      case DIFFERENCE -> (double) value - previous;
      case LOG_RETURN -> logRatio(value, previous);
      case LOG -> logRatio(value, anchor);
    };
  }

  /**
   * How much a window varies, in the way that its normalization asks for.
   *
   * @param target raw target values, oldest first, at the buffer's position up to its limit
   * @return not finite if the transform does not take the values
   */
  static double deviation(
      Normalization normalization, TargetTransform transform, FloatBuffer target) {
    float anchor = target.get(target.limit() - 1);
    RunningMoments moments = new RunningMoments();
    RecentChanges changes = new RecentChanges();
    for (int at = target.position(); at < target.limit(); at++) {
      float previous = target.get(Math.max(target.position(), at - 1));
      moments.add(transform(transform, target.get(at), previous, anchor));
      if (at > target.position()) {
        changes.add(change(transform, target.get(at), previous));
      }
    }
    return switch (normalization) {
      case LAST_VALUE, INSTANCE -> moments.deviation();
      case EWMA -> changes.size();
    };
  }

  private static double change(TargetTransform transform, float value, float previous) {
    return transform.isLogarithmic() ? logRatio(value, previous) : (double) value - previous;
  }

  private static double logRatio(float value, float base) {
    return value > 0 && base > 0 ? Math.log((double) value / base) : Double.NaN;
  }

  private double scaleTargets(float[] values, int from) {
    int inputSize = spec.inputSize();
    double deviation =
        deviation(
            scaling.normalization(),
            scaling.transform(),
            FloatBuffer.wrap(values, from, inputSize));
    // A number that is not finite would get lost on its way through the network.
    double scale =
        switch (scaling.normalization()) {
          case LAST_VALUE -> Double.isFinite(deviation) ? scaling.targetScale() : Double.NaN;
          case INSTANCE, EWMA -> floored(deviation);
        };
    float anchor = values[from + inputSize - 1];
    float previous = values[from];
    for (int t = from; t < from + inputSize; t++) {
      float value = values[t];
      values[t] = (float) (transform(scaling.transform(), value, previous, anchor) / scale);
      previous = value;
    }
    return scale;
  }

  private void scaleCovariates(float[] values, int from) {
    for (int covariate = 0; covariate < covariateMeans.length; covariate++) {
      int start = from + covariate * spec.inputSize();
      for (int at = start; at < start + spec.inputSize(); at++) {
        values[at] =
            (float) ((values[at] - covariateMeans[covariate]) / covariateScales[covariate]);
      }
    }
  }

  private double floored(double deviation) {
    return Math.max(deviation, scaling.leastScale());
  }
}
