package dev.foretick.model.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The one-dimensional convolution of Deeplearning4j, with its parameters and their first values,
 * where patches do not overlap: computed by {@link FusedPatchesLayer}. Only for a layer that reads
 * the window, as it does not tell what the loss owes to its input.
 */
final class FusedPatches extends Convolution1DLayer {
  private static final long serialVersionUID = 1L;

  /**
   * Makes a layer that takes all else from the graph.
   *
   * @param patch steps of a patch
   */
  FusedPatches(int filters, int patch) {
    setNOut(filters);
    // Square, as Deeplearning4j's builder makes it: the first weights depend on both.
    setKernelSize(new int[] {patch, patch});
    setStride(new int[] {patch, patch});
    setPadding(new int[] {0, 0});
    setConvolutionMode(ConvolutionMode.Truncate);
    setActivationFn(Activation.RELU.getActivationFunction());
    // What a builder leaves open for the graph to fill in.
    setGradientNormalization(null);
    setGradientNormalizationThreshold(Double.NaN);
    setBiasInit(Double.NaN);
    setGainInit(Double.NaN);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      @Nullable Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    FusedPatchesLayer layer = new FusedPatchesLayer(configuration, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(configuration, parameters, initialize));
    layer.setConf(configuration);
    return layer;
  }
}
