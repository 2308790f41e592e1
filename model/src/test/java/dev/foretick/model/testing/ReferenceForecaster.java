package dev.foretick.model.testing;

import dev.foretick.common.window.WindowBatch;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.Pooling;
import dev.foretick.model.network.Tensor;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.scaling.WindowScaling;
import dev.foretick.model.trained.Blend;
import dev.foretick.model.trained.SeriesGroup;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * What a bundle forecasts, in plain loops and double precision, written from the formulas alone:
 * the oracle that every runtime is held to.
 */
public final class ReferenceForecaster {
  private final ModelBundle bundle;

  public ReferenceForecaster(ModelBundle bundle) {
    this.bundle = bundle;
  }

  /** Shape [size, horizon, quantiles] in raw units. */
  public double[][][] forecast(WindowBatch batch) {
    FloatBuffer values = batch.values();
    int channels = bundle.window().channels();
    int inputSize = bundle.window().inputSize();
    double[][][] forecasts = new double[batch.size()][][];
    for (int row = 0; row < batch.size(); row++) {
      double[][] window = new double[channels][inputSize];
      for (double[] channel : window) {
        for (int t = 0; t < inputSize; t++) {
          channel[t] = values.get();
        }
      }
      forecasts[row] = forecast(window, bundle.model().groups().group(batch.group(row)));
    }
    return forecasts;
  }

  private double[][] forecast(double[][] window, SeriesGroup group) {
    double[] transformed = transform(window[0]);
    double scale = scale(transformed);
    double[][] scaled = scaled(window, transformed, scale);
    double[] hidden = recurrence(frontEnd(scaled));
    double[] location = linear("location", hidden);
    if (bundle.model().network().highway()) {
      double[] line = linear("highway", flatten(scaled));
      for (int i = 0; i < line.length; i++) {
        location[i] += line[i];
      }
    }
    int gaps = bundle.levels().count() - 1;
    double[] spread = gaps == 0 ? new double[0] : linear("spread", hidden);
    float[][] offsets = group.calibration().offsets(bundle.levels());
    double anchor = window[0][window[0].length - 1];
    double[][] quantiles = new double[location.length][];
    for (int step = 0; step < location.length; step++) {
      double[] distances = Arrays.copyOfRange(spread, step * gaps, (step + 1) * gaps);
      quantiles[step] =
          calibrated(
              blended(group.blend(), location[step], season(window[0], step) / scale),
              distances,
              offsets[step]);
      for (int i = 0; i < quantiles[step].length; i++) {
        quantiles[step][i] = unscaled(anchor, scale * quantiles[step][i]);
      }
    }
    return quantiles;
  }

  private static double blended(Blend blend, double network, double season) {
    return blend.network() * network + (blend.seasonal() > 0 ? blend.seasonal() * season : 0);
  }

  /** How far the value at the same place of the window's last season lies from the anchor. */
  private double season(double[] target, int step) {
    int period = bundle.model().groups().period();
    double value = target[target.length - period + step % period];
    double anchor = target[target.length - 1];
    return switch (bundle.scaling().transform()) {
      case NONE, DIFFERENCE -> value - anchor;
      case LOG_RETURN, LOG -> Math.log(value / anchor);
    };
  }

  private double[] transform(double[] target) {
    double[] transformed = new double[target.length];
    double anchor = target[target.length - 1];
    for (int t = 0; t < target.length; t++) {
      double previous = target[Math.max(0, t - 1)];
      transformed[t] =
          switch (bundle.scaling().transform()) {
            case NONE -> target[t] - anchor;
            case DIFFERENCE -> target[t] - previous;
            case LOG_RETURN -> Math.log(target[t] / previous);
            case LOG -> Math.log(target[t] / anchor);
          };
    }
    return transformed;
  }

  private double scale(double[] transformed) {
    WindowScaling scaling = bundle.scaling();
    if (scaling.normalization() == Normalization.LAST_VALUE) {
      return scaling.targetScale();
    }
    if (scaling.normalization() == Normalization.EWMA) {
      return Math.max(recent(transformed), scaling.leastScale());
    }
    double mean = Arrays.stream(transformed).average().orElseThrow();
    double variance =
        Arrays.stream(transformed).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    return Math.max(Math.sqrt(variance), scaling.leastScale());
  }

  private double recent(double[] transformed) {
    boolean levels =
        bundle.scaling().transform() == TargetTransform.NONE
            || bundle.scaling().transform() == TargetTransform.LOG;
    double squares = 0;
    double weights = 0;
    for (int t = 1; t < transformed.length; t++) {
      double change = levels ? transformed[t] - transformed[t - 1] : transformed[t];
      double weight = Math.pow(0.94, transformed.length - 1.0 - t);
      squares += weight * change * change;
      weights += weight;
    }
    return Math.sqrt(squares / weights);
  }

  private double[][] scaled(double[][] window, double[] transformed, double scale) {
    double[][] scaled = new double[window.length][];
    scaled[0] = Arrays.stream(transformed).map(v -> v / scale).toArray();
    for (int c = 1; c < window.length; c++) {
      double mean = bundle.scaling().covariateMeans()[c - 1];
      double std = bundle.scaling().covariateScales()[c - 1];
      scaled[c] = Arrays.stream(window[c]).map(x -> (x - mean) / std).toArray();
    }
    return scaled;
  }

  private double[][] frontEnd(double[][] input) {
    double[][] features = input;
    for (int i = 0; i < bundle.model().network().frontEnd().size(); i++) {
      ConvBlock block = bundle.model().network().frontEnd().get(i);
      features = convolved("conv" + i, block, features);
      if (block.pooling().isPresent()) {
        features = pooled(block.pooling().get(), features);
      }
    }
    return features;
  }

  private double[][] convolved(String name, ConvBlock block, double[][] input) {
    float[] weight = bundle.model().weights().get(name + ".weight").values();
    float[] bias = bundle.model().weights().get(name + ".bias").values();
    int length = input[0].length;
    int before = block.paddingBefore(length);
    int steps =
        (length + before + block.paddingAfter(length) - block.kernel()) / block.stride() + 1;
    double[][] output = new double[block.filters()][steps];
    for (int f = 0; f < block.filters(); f++) {
      for (int s = 0; s < steps; s++) {
        double sum = bias[f];
        for (int c = 0; c < input.length; c++) {
          for (int k = 0; k < block.kernel(); k++) {
            int t = s * block.stride() + k - before;
            if (t >= 0 && t < length) {
              sum += weight[(f * input.length + c) * block.kernel() + k] * input[c][t];
            }
          }
        }
        output[f][s] = Math.max(0, sum);
      }
    }
    return output;
  }

  private static double[][] pooled(Pooling pooling, double[][] input) {
    int steps = (input[0].length - pooling.size()) / pooling.stride() + 1;
    double[][] output = new double[input.length][steps];
    for (int f = 0; f < input.length; f++) {
      for (int s = 0; s < steps; s++) {
        int from = s * pooling.stride();
        double[] stretch = Arrays.copyOfRange(input[f], from, from + pooling.size());
        output[f][s] =
            switch (pooling.kind()) {
              case MAX -> Arrays.stream(stretch).max().orElseThrow();
              case AVERAGE -> Arrays.stream(stretch).average().orElseThrow();
            };
      }
    }
    return output;
  }

  /** The last hidden state of the last layer. */
  private double[] recurrence(double[][] features) {
    int steps = features[0].length;
    double[][] sequence = new double[steps][features.length];
    for (int s = 0; s < steps; s++) {
      for (int f = 0; f < features.length; f++) {
        sequence[s][f] = features[f][s];
      }
    }
    for (int layer = 0; layer < bundle.model().network().lstmUnits().size(); layer++) {
      sequence = lstm("lstm" + layer, bundle.model().network().lstmUnits().get(layer), sequence);
    }
    return sequence[steps - 1];
  }

  private double[][] lstm(String name, int units, double[][] sequence) {
    double[][] states = new double[sequence.length][];
    double[] hidden = new double[units];
    double[] cell = new double[units];
    for (int s = 0; s < sequence.length; s++) {
      double[] gates = product(bundle.model().weights().get(name + ".input"), sequence[s]);
      double[] recurrent = product(bundle.model().weights().get(name + ".recurrent"), hidden);
      float[] bias = bundle.model().weights().get(name + ".bias").values();
      double[] next = new double[units];
      for (int g = 0; g < gates.length; g++) {
        gates[g] += recurrent[g] + bias[g];
      }
      for (int u = 0; u < units; u++) {
        double in = sigmoid(gates[u]);
        double out = sigmoid(gates[units + u]);
        double forget = sigmoid(gates[2 * units + u]);
        double candidate = Math.tanh(gates[3 * units + u]);
        cell[u] = forget * cell[u] + in * candidate;
        next[u] = out * Math.tanh(cell[u]);
      }
      hidden = next;
      states[s] = next;
    }
    return states;
  }

  private double[] calibrated(double median, double[] spread, float[] offsets) {
    int half = spread.length / 2;
    double[] quantiles = new double[spread.length + 1];
    quantiles[half] = median;
    double below = median;
    double above = median;
    for (int i = 0; i < half; i++) {
      below -= softplus(spread[i]);
      above += softplus(spread[half + i]);
      int lower = half - 1 - i;
      int upper = half + 1 + i;
      quantiles[lower] = Math.min(below + offsets[lower], quantiles[lower + 1]);
      quantiles[upper] = Math.max(above + offsets[upper], quantiles[upper - 1]);
    }
    return quantiles;
  }

  private double unscaled(double anchor, double distance) {
    return switch (bundle.scaling().transform()) {
      case NONE, DIFFERENCE -> anchor + distance;
      case LOG_RETURN, LOG -> anchor * Math.exp(distance);
    };
  }

  private double[] linear(String head, double[] input) {
    double[] output = product(bundle.model().weights().get(head + ".weight"), input);
    float[] bias = bundle.model().weights().get(head + ".bias").values();
    for (int i = 0; i < output.length; i++) {
      output[i] += bias[i];
    }
    return output;
  }

  private static double[] product(Tensor matrix, double[] vector) {
    float[] values = matrix.values();
    double[] output = new double[matrix.shape()[0]];
    for (int row = 0; row < output.length; row++) {
      for (int column = 0; column < vector.length; column++) {
        output[row] += values[row * vector.length + column] * vector[column];
      }
    }
    return output;
  }

  private static double[] flatten(double[][] values) {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double softplus(double x) {
    return Math.log1p(Math.exp(x));
  }
}
