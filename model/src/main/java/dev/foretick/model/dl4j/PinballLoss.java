package dev.foretick.model.dl4j;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.model.interval.Pinball;
import dev.foretick.model.interval.QuantileAssembly;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * {@link Pinball} as Deeplearning4j asks for it. Labels have shape [batch, horizon], what the
 * network puts out [batch, {@link QuantileAssembly#length}].
 *
 * <p>The arithmetic is a few hundred operations a window, so it runs in Java on copies: each native
 * call would cost more.
 */
final class PinballLoss implements ILossFunction {
  private static final long serialVersionUID = 1L;

  private final int horizon;
  private final double[] levels;
  private final PointForecast point;

  PinballLoss(int horizon, QuantileLevels levels, PointForecast point) {
    this.horizon = horizon;
    this.levels = levels.toArray();
    this.point = point;
  }

  /** The losses of all windows, added up. */
  double total(float[] labels, float[] output) {
    double sum = 0;
    for (float loss : perWindow(labels, output)) {
      sum += loss;
    }
    return sum;
  }

  /** The slope of {@link #total} with regard to {@code output}, of the same shape. */
  float[] gradient(float[] labels, float[] output) {
    QuantileAssembly assembly = new QuantileAssembly(horizon, QuantileLevels.of(levels));
    Pinball pinball = new Pinball(horizon, QuantileLevels.of(levels), point);
    float[] quantiles = new float[assembly.length()];
    float[] slopes = new float[assembly.length()];
    float[] gradient = new float[output.length];
    for (int row = 0; row < output.length / assembly.length(); row++) {
      int from = row * assembly.length();
      assembly.assemble(output, from, quantiles, 0);
      pinball.slopes(quantiles, 0, labels, row * horizon, slopes);
      assembly.backpropagate(output, from, slopes, gradient);
    }
    return gradient;
  }

  private float[] perWindow(float[] labels, float[] output) {
    QuantileAssembly assembly = new QuantileAssembly(horizon, QuantileLevels.of(levels));
    Pinball pinball = new Pinball(horizon, QuantileLevels.of(levels), point);
    float[] quantiles = new float[assembly.length()];
    float[] losses = new float[output.length / assembly.length()];
    for (int row = 0; row < losses.length; row++) {
      assembly.assemble(output, row * assembly.length(), quantiles, 0);
      losses[row] = (float) pinball.loss(quantiles, 0, labels, row * horizon);
    }
    return losses;
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
    return NativeArrays.of(losses, losses.length, 1);
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
    float[] gradient = gradient(NativeArrays.toFloats(labels), NativeArrays.toFloats(preOutput));
    return NativeArrays.of(gradient, preOutput.shape());
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
