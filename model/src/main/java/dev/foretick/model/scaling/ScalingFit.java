package dev.foretick.model.scaling;

import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Gathers the statistics of a {@link WindowScaling} from the windows of the training split. */
public final class ScalingFit {
  private final TargetTransform transform;
  private final Normalization normalization;
  private final WindowSpec spec;

  /**
   * A window that stands still is scaled by at most this share of the pooled scale, so that its
   * noise does not become huge.
   */
  private static final double LEAST_SHARE = 1e-3;

  /** Of the windows' own scales: what is smaller still is taken to stand still. */
  private static final double LEAST_QUANTILE = 0.01;

  private final RunningMoments target = new RunningMoments();
  private final List<Double> windowScales = new ArrayList<>();
  private final RunningMoments[] covariates;

  public ScalingFit(TargetTransform transform, Normalization normalization, WindowSpec spec) {
    this.transform = transform;
    this.normalization = normalization;
    this.spec = spec;
    this.covariates = new RunningMoments[spec.channels() - 1];
    for (int i = 0; i < covariates.length; i++) {
      covariates[i] = new RunningMoments();
    }
  }

  /** Takes in every window of a batch. */
  public void add(WindowBatch batch) {
    FloatBuffer values = batch.values();
    int inputSize = spec.inputSize();
    for (int from = 0; from < values.limit(); from += spec.windowLength()) {
      float anchor = values.get(from + inputSize - 1);
      for (int t = 0; t < inputSize; t++) {
        float value = values.get(from + t);
        float previous = values.get(from + Math.max(0, t - 1));
        target.add(WindowScaler.transform(transform, value, previous, anchor));
      }
      double scale =
          WindowScaler.deviation(
              normalization, transform, values.duplicate().limit(from + inputSize).position(from));
      if (scale > 0) {
        windowScales.add(scale);
      }
      for (int i = 0; i < covariates.length; i++) {
        int start = from + (i + 1) * inputSize;
        for (int at = start; at < start + inputSize; at++) {
          covariates[i].add(values.get(at));
        }
      }
    }
  }

  /** The statistics so far. What never varied gets the scale 1. */
  public WindowScaling scaling() {
    double[] means = new double[covariates.length];
    double[] scales = new double[covariates.length];
    for (int i = 0; i < covariates.length; i++) {
      means[i] = covariates[i].mean();
      scales[i] = positive(covariates[i].deviation());
    }
    double scale = positive(target.deviation());
    return new WindowScaling(transform, normalization, scale, leastScale(scale), means, scales);
  }

  /**
   * Series of one model may differ in size a millionfold: the smallest must keep their own scale.
   */
  private double leastScale(double pooled) {
    double low =
        windowScales.stream()
            .sorted()
            .skip((long) (LEAST_QUANTILE * windowScales.size()))
            .findFirst()
            .orElse(pooled);
    return Math.min(LEAST_SHARE * pooled, low / 2);
  }

  private static double positive(double deviation) {
    return deviation > 0 ? deviation : 1;
  }
}
