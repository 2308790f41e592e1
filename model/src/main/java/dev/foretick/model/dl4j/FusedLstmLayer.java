package dev.foretick.model.dl4j;

import static java.util.Objects.requireNonNull;

import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.params.LSTMParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Between Deeplearning4j and {@link LstmPass}: from arrays to memory and back. Knows neither masks
 * nor dropout of its input, which no graph of this package has.
 */
final class FusedLstmLayer extends LSTM {
  private static final long serialVersionUID = 1L;

  private transient @Nullable LstmPass pass;

  FusedLstmLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  /**
   * The states.
   *
   * @param input shape [batch, inputs, steps]
   */
  @Override
  public INDArray activate(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    setInput(input, workspaces);
    return activate(training, workspaces);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    LstmSize size = size();
    LstmPass through = passFor(size, training);
    INDArray steps = StepMajor.of(input, workspaces, ArrayType.FF_WORKING_MEM);
    through.forward(
        NativeFloats.of(steps),
        parameter(LSTMParamInitializer.INPUT_WEIGHT_KEY),
        parameter(LSTMParamInitializer.RECURRENT_WEIGHT_KEY),
        NativeArrays.toFloats(getParam(LSTMParamInitializer.BIAS_KEY)));
    if (onlyLast()) {
      INDArray last =
          workspaces.createUninitialized(
              ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {size.batch(), size.units()}, 'c');
      through.copyLastStates(NativeFloats.of(last));
      return last;
    }
    INDArray states =
        StepMajor.create(
            workspaces, ArrayType.ACTIVATIONS, size.batch(), size.units(), size.steps());
    through.copyStates(NativeFloats.of(states));
    return states;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    LstmSize size = size();
    LstmPass back = passFor(size, true);
    INDArray slopes =
        onlyLast()
            ? workspaces.dup(ArrayType.BP_WORKING_MEM, epsilon, 'c')
            : StepMajor.of(epsilon, workspaces, ArrayType.BP_WORKING_MEM);
    back.backward(
        NativeFloats.of(slopes), parameter(LSTMParamInitializer.RECURRENT_WEIGHT_KEY), onlyLast());
    back.weightSlopes(
        slopes(LSTMParamInitializer.INPUT_WEIGHT_KEY),
        slopes(LSTMParamInitializer.RECURRENT_WEIGHT_KEY),
        slopes(LSTMParamInitializer.BIAS_KEY));
    Gradient gradient = new DefaultGradient();
    gradientViews.forEach(gradient::setGradientFor);
    INDArray inputSlopes =
        StepMajor.create(
            workspaces, ArrayType.ACTIVATION_GRAD, size.batch(), size.inputs(), size.steps());
    back.inputSlopes(
        parameter(LSTMParamInitializer.INPUT_WEIGHT_KEY), NativeFloats.of(inputSlopes));
    return Pair.of(gradient, inputSlopes);
  }

  /** Frees the memory of the last pass. */
  @Override
  public void close() {
    LstmPass current = pass;
    if (current != null) {
      current.close();
      pass = null;
    }
  }

  private boolean onlyLast() {
    return ((FusedLstm) layerConf()).onlyLast();
  }

  private LstmSize size() {
    return new LstmSize(
        Math.toIntExact(input.size(0)),
        Math.toIntExact(input.size(2)),
        Math.toIntExact(input.size(1)),
        Math.toIntExact(layerConf().getNOut()));
  }

  private FloatPointer parameter(String name) {
    return NativeFloats.of(getParam(name));
  }

  private FloatPointer slopes(String name) {
    return NativeFloats.of(requireNonNull(gradientViews.get(name)));
  }

  /** The memory of the last pass again if it is of the right size. */
  private LstmPass passFor(LstmSize size, boolean training) {
    LstmPass current = pass;
    if (current != null && current.fits(size, training)) {
      return current;
    }
    close();
    LstmPass fresh = new LstmPass(size, training);
    pass = fresh;
    return fresh;
  }
}
