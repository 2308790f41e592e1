package dev.foretick.model.dl4j;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.model.interval.QuantileAssembly;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * The pinball loss (Koenker and Bassett 1978) of all steps and quantiles of a window, as their
 * mean: its expectation is least where each quantile is the true one.
 *
 * <p>Labels have shape [batch, horizon], what the network puts out [batch, {@link
 * QuantileAssembly#length}]. The arithmetic is a few hundred operations a window, so it runs in
 * Java on copies: each native call would cost more.
 */
final class PinballLoss implements ILossFunction {
  private static final long serialVersionUID = 1L;

  private final int horizon;
  private final double[] levels;

  PinballLoss(int horizon, QuantileLevels levels) {
    this.horizon = horizon;
    this.levels = levels.toArray();
  }

  /** The loss of each window, added up. */
  double total(float[] labels, float[] output) {
    double sum = 0;
    for (float loss : perWindow(labels, output)) {
      sum += loss;
    }
    return sum;
  }

  /** The slope of {@link #total} with regard to {@code output}, of the same shape. */
  float[] gradient(float[] labels, float[] output) {
    QuantileAssembly assembly = assembly();
    int width = assembly.length();
    float[] quantiles = new float[width];
    float[] slopes = new float[width];
    float[] gradient = new float[output.length];
    for (int row = 0; row < output.length / width; row++) {
      assembly.assemble(output, row * width, quantiles, 0);
      for (int i = 0; i < width; i++) {
        float error = labels[row * horizon + i / levels.length] - quantiles[i];
        double level = levels[i % levels.length];
        // At the kink every slope between the two is one; none moves an exact forecast.
        double slope = error > 0 ? -level : error < 0 ? 1 - level : 0;
        slopes[i] = (float) (slope / width);
      }
      assembly.backpropagate(output, row * width, slopes, gradient);
    }
    return gradient;
  }

  private float[] perWindow(float[] labels, float[] output) {
    QuantileAssembly assembly = assembly();
    int width = assembly.length();
    float[] quantiles = new float[width];
    float[] losses = new float[output.length / width];
    for (int row = 0; row < losses.length; row++) {
      assembly.assemble(output, row * width, quantiles, 0);
      double sum = 0;
      for (int i = 0; i < width; i++) {
        double error = labels[row * horizon + i / levels.length] - quantiles[i];
        double level = levels[i % levels.length];
        sum += Math.max(level * error, (level - 1) * error);
      }
      losses[row] = (float) (sum / width);
    }
    return losses;
  }

  private QuantileAssembly assembly() {
    return new QuantileAssembly(horizon, QuantileLevels.of(levels));
  }

  @Override
  public double computeScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    double total = total(NativeArrays.toFloats(labels), NativeArrays.toFloats(preOutput));
    return average ? total / preOutput.size(0) : total;
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
    float[] losses = perWindow(NativeArrays.toFloats(labels), NativeArrays.toFloats(preOutput));
    return Nd4j.create(losses, new long[] {losses.length, 1}, 'c');
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
    float[] gradient = gradient(NativeArrays.toFloats(labels), NativeArrays.toFloats(preOutput));
    return Nd4j.create(gradient, preOutput.shape(), 'c');
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    return Pair.of(
        computeScore(labels, preOutput, activation, mask, average),
        computeGradient(labels, preOutput, activation, mask));
  }

  @Override
  public String name() {
    return "pinball";
  }
}
