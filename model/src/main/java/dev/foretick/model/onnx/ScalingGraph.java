package dev.foretick.model.onnx;

import static dev.foretick.model.onnx.GraphBuilder.integer;
import static dev.foretick.model.onnx.GraphBuilder.integers;

import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.onnx.GraphBuilder.ElementType;
import dev.foretick.model.scaling.RecentChanges;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.scaling.WindowScaling;
import java.util.List;

/**
 * The part of the graph that holds {@link WindowScaling}: raw units to scaled units before the
 * network, and back again after it.
 *
 * <p>Logarithms and exponentials run in double precision: one tick moves a price by a share of
 * 1e-5, of which a float quotient would keep two digits.
 */
final class ScalingGraph {
  private static final String ZERO_OR_NAN = "zero_or_nan";

  private static final String LOGARITHM = "log_target";
  private static final String LOG_ANCHOR = "log_anchor";

  private final GraphBuilder graph;
  private final WindowSpec window;
  private final WindowScaling scaling;

  /** The target in raw units, shape [N, 1, inputSize]. */
  private final String target;

  /** The last target value {@code y_T}, shape [N, 1, 1]. */
  private final String anchor;

  /** What scaled units are multiplied by, shape [1, 1, 1] or [N, 1, 1]. */
  private final String scale;

  private final String scaled;

  /**
   * Adds the nodes from raw to scaled windows.
   *
   * @param input name of the raw windows, shape [N, channels, inputSize]
   */
  ScalingGraph(GraphBuilder graph, WindowSpec window, WindowScaling scaling, String input) {
    this.graph = graph;
    this.window = window;
    this.scaling = scaling;
    graph.section("Scaling: raw units to scaled units.");
    this.target = window.channels() == 1 ? input : graph.slice("target", input, 1, 0, 1);
    this.anchor = graph.slice("anchor", target, 2, window.inputSize() - 1, window.inputSize());
    String transformed = transform();
    this.scale = scale(transformed);
    String scaledTarget = graph.node("Div", "scaled_target", List.of(transformed, scale));
    this.scaled = window.channels() == 1 ? scaledTarget : addCovariates(scaledTarget, input);
  }

  /** Name of the windows that the network sees, shape [N, channels, inputSize]. */
  String scaled() {
    return scaled;
  }

  /**
   * Adds the nodes from scaled to raw quantiles.
   *
   * @param quantiles name of the scaled quantiles, shape [N, horizon, quantiles]
   * @param output name to give to the raw ones, of the same shape
   */
  void unscale(String quantiles, String output) {
    graph.section("Scaling: scaled units to raw units.");
    String distance = graph.node("Mul", "distance", List.of(scale, quantiles));
    switch (scaling.transform()) {
      case NONE, DIFFERENCE -> graph.node("Add", output, List.of(anchor, distance));
      case LOG_RETURN, LOG -> {
        String growth =
            graph.node(
                "Exp", "growth", List.of(graph.cast("distance64", distance, ElementType.DOUBLE)));
        String anchor64 = graph.cast("anchor64", anchor, ElementType.DOUBLE);
        String checked = graph.node("Add", "checked_anchor", List.of(anchor64, ZERO_OR_NAN));
        String grown = graph.node("Mul", "quantiles64", List.of(checked, growth));
        graph.cast(output, grown, ElementType.FLOAT);
      }
    }
  }

  /**
   * Adds the seasonal naive forecasts: the values one period before each step, or the last such
   * ones where the horizon is longer than a period.
   *
   * @return name of their distances from the anchor in scaled units, shape [N, horizon]
   */
  String seasonalNaive(int period, int horizon) {
    long[] positions = new long[horizon];
    for (int step = 0; step < horizon; step++) {
      positions[step] = (long) window.inputSize() - period + step % period;
    }
    String at = graph.longs("season.positions", positions);
    String distance =
        switch (scaling.transform()) {
          case NONE, DIFFERENCE ->
              graph.node("Sub", "season.distance", List.of(gather("season", target, at), anchor));
          case LOG_RETURN, LOG -> {
            String last = scaling.transform() == TargetTransform.LOG ? LOG_ANCHOR : logAnchor();
            String growth =
                graph.node("Sub", "season.growth", List.of(gather("season", LOGARITHM, at), last));
            yield graph.cast("season.distance", growth, ElementType.FLOAT);
          }
        };
    String scaledDistance = graph.node("Div", "season.scaled", List.of(distance, scale));
    return graph.node(
        "Squeeze", "seasonal_naive", List.of(scaledDistance, graph.longs("season.axis", 1)));
  }

  /** Adds the logarithm of the anchor: shape [N, 1, 1], double. */
  private String logAnchor() {
    return graph.slice(LOG_ANCHOR, LOGARITHM, 2, window.inputSize() - 1L, window.inputSize());
  }

  private String gather(String output, String values, String positions) {
    return graph.node("Gather", output, List.of(values, positions), integer("axis", 2));
  }

  private String transform() {
    return switch (scaling.transform()) {
      case NONE -> graph.node("Sub", "transformed", List.of(target, anchor));
      case DIFFERENCE -> difference("transformed", target);
      case LOG_RETURN, LOG -> {
        String target64 = graph.cast("target64", target, ElementType.DOUBLE);
        String logarithm = graph.node("Log", LOGARITHM, List.of(target64));
        // A number that is not finite would get lost on its way through the network: this is 0, or
        // NaN for a window that has no logarithms.
        String mean = mean("mean_log_target", logarithm);
        graph.node("Sub", ZERO_OR_NAN, List.of(mean, mean));
        String moves =
            scaling.transform() == TargetTransform.LOG
                ? graph.node("Sub", "log_distance", List.of(logarithm, logAnchor()))
                : difference("log_return", logarithm);
        yield graph.cast("transformed", moves, ElementType.FLOAT);
      }
    };
  }

  /** Each value less the one before it, 0 for the oldest: shape [N, 1, inputSize]. */
  private String difference(String output, String values) {
    String oldest = graph.slice("oldest", values, 2, 0, 1);
    String earlier = graph.slice("earlier", values, 2, 0, window.inputSize() - 1L);
    String previous =
        graph.node("Concat", "previous", List.of(oldest, earlier), integer("axis", 2));
    return graph.node("Sub", output, List.of(values, previous));
  }

  private String scale(String transformed) {
    return switch (scaling.normalization()) {
      case LAST_VALUE -> scalar("scale", scaling.targetScale());
      case INSTANCE -> {
        String mean = mean("window_mean", transformed);
        String deviation = graph.node("Sub", "deviation", List.of(transformed, mean));
        String square = graph.node("Mul", "square", List.of(deviation, deviation));
        String std = graph.node("Sqrt", "window_std", List.of(mean("variance", square)));
        yield floored(std);
      }
      case EWMA -> {
        String changes = changes(transformed);
        String square = graph.node("Mul", "square", List.of(changes, changes));
        String weighted = graph.node("Mul", "weighted_square", List.of(square, recentWeights()));
        yield floored(graph.node("Sqrt", "recent_size", List.of(mean("variance", weighted))));
      }
    };
  }

  private String floored(String scale) {
    return graph.node("Max", "scale", List.of(scale, scalar("least_scale", scaling.leastScale())));
  }

  /** What changed from step to step, in transformed units: shape [N, 1, inputSize]. */
  private String changes(String transformed) {
    return switch (scaling.transform()) {
      case NONE, LOG -> difference("change", transformed);
      case DIFFERENCE, LOG_RETURN -> transformed;
    };
  }

  /**
   * By what a mean of squares becomes the one of {@link RecentChanges}: the oldest is no change.
   */
  private String recentWeights() {
    int length = window.inputSize();
    double[] shares = RecentChanges.weights(length - 1);
    float[] weights = new float[length];
    for (int t = 1; t < length; t++) {
      weights[t] = (float) (length * shares[t - 1]);
    }
    return graph.floats("recent_weights", weights, 1, 1, length);
  }

  private String mean(String output, String values) {
    return graph.node(
        "ReduceMean", output, List.of(values), integers("axes", 2), integer("keepdims", 1));
  }

  private String addCovariates(String scaledTarget, String input) {
    int covariates = window.channels() - 1;
    String raw = graph.slice("covariates", input, 1, 1, window.channels());
    String means =
        graph.floats("covariate_means", floats(scaling.covariateMeans()), 1, covariates, 1);
    String scales =
        graph.floats("covariate_scales", floats(scaling.covariateScales()), 1, covariates, 1);
    String centred = graph.node("Sub", "centred_covariates", List.of(raw, means));
    String scaledCovariates = graph.node("Div", "scaled_covariates", List.of(centred, scales));
    return graph.node(
        "Concat", "scaled", List.of(scaledTarget, scaledCovariates), integer("axis", 1));
  }

  private String scalar(String name, double value) {
    return graph.floats(name, new float[] {(float) value}, 1, 1, 1);
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
