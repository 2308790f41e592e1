package dev.foretick.model.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The LSTM layer of Deeplearning4j, with its parameters and their first values, computed by {@link
 * FusedLstmLayer}.
 */
final class FusedLstm extends LSTM {
  private static final long serialVersionUID = 1L;

  private final boolean onlyLast;

  /**
   * Makes a layer that takes all else from the graph.
   *
   * @param onlyLast whether the layer puts out its state after the last step alone, of shape
   *     [batch, units], and not those after all steps, of shape [batch, units, steps]
   */
  FusedLstm(int units, boolean onlyLast) {
    this.onlyLast = onlyLast;
    setNOut(units);
    setActivationFn(Activation.TANH.getActivationFunction());
    setGateActivationFn(Activation.SIGMOID.getActivationFunction());
    setForgetGateBiasInit(1);
    setRnnDataFormat(RNNFormat.NCW);
    // What a builder leaves open for the graph to fill in.
    setGradientNormalization(null);
    setGradientNormalizationThreshold(Double.NaN);
    setBiasInit(Double.NaN);
    setGainInit(Double.NaN);
  }

  boolean onlyLast() {
    return onlyLast;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      @Nullable Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    FusedLstmLayer layer = new FusedLstmLayer(configuration, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(configuration, parameters, initialize));
    layer.setConf(configuration);
    return layer;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    InputType all = super.getOutputType(index, input);
    return onlyLast ? InputType.feedForward(getNOut()) : all;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FusedLstm lstm && lstm.onlyLast == onlyLast && super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
