package dev.foretick.model.dl4j;

import static java.util.Objects.requireNonNull;

import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.Convolution1DLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Between Deeplearning4j and {@link PatchPass}: from arrays to memory and back. */
final class FusedPatchesLayer extends Convolution1DLayer {
  private static final long serialVersionUID = 1L;

  private transient @Nullable PatchPass pass;

  FusedPatchesLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public INDArray activate(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    setInput(input, workspaces);
    return activate(training, workspaces);
  }

  /** The feature maps, of shape [batch, filters, patches]. */
  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    PatchSize size = size();
    PatchPass through = passFor(size);
    INDArray maps =
        StepMajor.create(
            workspaces, ArrayType.ACTIVATIONS, size.batch(), size.filters(), size.patches());
    through.forward(
        NativeFloats.of(window(workspaces, ArrayType.FF_WORKING_MEM)),
        NativeFloats.of(getParam(ConvolutionParamInitializer.WEIGHT_KEY)),
        NativeArrays.toFloats(getParam(ConvolutionParamInitializer.BIAS_KEY)),
        NativeFloats.of(maps));
    return maps;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    passFor(size())
        .backward(
            NativeFloats.of(window(workspaces, ArrayType.BP_WORKING_MEM)),
            NativeFloats.of(StepMajor.of(epsilon, workspaces, ArrayType.BP_WORKING_MEM)),
            slopes(ConvolutionParamInitializer.WEIGHT_KEY),
            slopes(ConvolutionParamInitializer.BIAS_KEY));
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(
        ConvolutionParamInitializer.BIAS_KEY,
        requireNonNull(gradientViews.get(ConvolutionParamInitializer.BIAS_KEY)));
    gradient.setGradientFor(
        ConvolutionParamInitializer.WEIGHT_KEY,
        requireNonNull(gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY)),
        'c');
    // Nothing learns before the window, but the graph adds up what its readers say.
    INDArray nothing =
        workspaces.create(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, input.shape(), 'c');
    return Pair.of(gradient, nothing);
  }

  /** Frees the memory of the last pass. */
  @Override
  public void close() {
    PatchPass current = pass;
    if (current != null) {
      current.close();
      pass = null;
    }
  }

  private PatchSize size() {
    return new PatchSize(
        Math.toIntExact(input.size(0)),
        Math.toIntExact(input.size(1)),
        Math.toIntExact(input.size(2)),
        layerConf().getKernelSize()[0],
        Math.toIntExact(layerConf().getNOut()));
  }

  /** The input as shape [batch, channels, inputSize], row by row. */
  private INDArray window(LayerWorkspaceMgr workspaces, ArrayType kind) {
    return NativeArrays.isRowMajor(input) ? input : workspaces.dup(kind, input, 'c');
  }

  private FloatPointer slopes(String name) {
    return NativeFloats.of(requireNonNull(gradientViews.get(name)));
  }

  /** The memory of the last pass again if it is of the right size. */
  private PatchPass passFor(PatchSize size) {
    PatchPass current = pass;
    if (current != null && current.size().equals(size)) {
      return current;
    }
    close();
    PatchPass fresh = new PatchPass(size);
    pass = fresh;
    return fresh;
  }
}
