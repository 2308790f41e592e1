package dev.foretick.model.dl4j;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;

class FusedLayersTest {
  private static final QuantileLevels LEVELS = QuantileLevels.centralInterval(90);

  /** Batch, features, steps and units. */
  record Shape(int batch, int inputs, int steps, int units) {}

  static Stream<Shape> shapes() {
    Stream<Shape> edges =
        Stream.of(
            new Shape(1, 1, 1, 1),
            new Shape(1, 7, 5, 3),
            new Shape(33, 5, 1, 13),
            new Shape(256, 64, 14, 64));
    Random random = new Random(1);
    Stream<Shape> others =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    new Shape(
                        1 + random.nextInt(150),
                        1 + random.nextInt(20),
                        1 + random.nextInt(9),
                        1 + random.nextInt(40)));
    return Stream.concat(edges, others);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void lstm_allStates_equalsStock(Shape shape) {
    Nd4j.getRandom().setSeed(5);
    INDArray parameters = parameters(shape);
    INDArray input = Nd4j.randn(DataType.FLOAT, shape.batch(), shape.inputs(), shape.steps());
    INDArray epsilon = Nd4j.randn(DataType.FLOAT, shape.batch(), shape.units(), shape.steps());

    Pass expected = pass(stock(shape), parameters, input, epsilon);
    Pass actual = pass(new FusedLstm(shape.units(), false), parameters, input, epsilon);

    assertSame(actual, expected);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void lstm_lastState_equalsStock(Shape shape) {
    Nd4j.getRandom().setSeed(6);
    INDArray parameters = parameters(shape);
    INDArray input = Nd4j.randn(DataType.FLOAT, shape.batch(), shape.inputs(), shape.steps());
    INDArray last = Nd4j.randn(DataType.FLOAT, shape.batch(), shape.units());
    INDArray epsilon = Nd4j.zeros(DataType.FLOAT, shape.batch(), shape.units(), shape.steps());
    lastStep(epsilon).assign(last);

    Pass all = pass(stock(shape), parameters, input, epsilon);
    Pass actual = pass(new FusedLstm(shape.units(), true), parameters, input, last);

    assertSame(actual, new Pass(lastStep(all.output()), all.gradients(), all.epsilon()));
  }

  @Test
  void lstm_smallerBatchNext_startsAfresh() {
    Shape shape = new Shape(70, 3, 4, 5);
    Nd4j.getRandom().setSeed(7);
    INDArray parameters = parameters(shape);
    INDArray input = Nd4j.randn(DataType.FLOAT, shape.batch(), shape.inputs(), shape.steps());
    Layer layer = layer(new FusedLstm(shape.units(), true), shape.inputs(), parameters);
    INDArray large = layer.activate(input, true, LayerWorkspaceMgr.noWorkspaces()).dup();

    INDArray some = input.get(NDArrayIndex.interval(10, 13)).dup();
    INDArray small = layer.activate(some, false, LayerWorkspaceMgr.noWorkspaces());

    assertClose("output", small, large.get(NDArrayIndex.interval(10, 13)));
  }

  static Stream<NetworkSpec> networks() {
    List<ConvBlock> patches = List.of(ConvBlock.patchEmbedding(4, 6));
    return Stream.of(
        new NetworkSpec(List.of(), List.of(5), 0, false),
        new NetworkSpec(List.of(), List.of(7, 5, 3), 0, true),
        new NetworkSpec(patches, List.of(5), 0, true),
        new NetworkSpec(patches, List.of(9, 5), 0.3, true));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void graph_oneStepOfTraining_equalsStock(NetworkSpec spec) {
    WindowSpec window = new WindowSpec(19, 3, 2);
    float[] windows = gaussians(1, 37 * window.windowLength());
    float[] targets = gaussians(2, 37 * window.horizon());
    try (Dl4jNetwork stock =
            new Dl4jNetwork(window, spec, LEVELS, PointForecast.MEDIAN, Layers.STOCK, 3);
        Dl4jNetwork fused =
            new Dl4jNetwork(window, spec, LEVELS, PointForecast.MEDIAN, Layers.FUSED, 3)) {
      for (String name : stock.weights().names()) {
        assertThat(fused.weights().get(name)).as(name).isEqualTo(stock.weights().get(name));
      }
      assertThat(fused.output(windows, 37))
          .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-5 ? 0 : 1)
          .containsExactly(stock.output(windows, 37));
    }
    Map<String, INDArray> expected = gradients(window, spec, Layers.STOCK, windows, targets);
    gradients(window, spec, Layers.FUSED, windows, targets)
        .forEach((name, slopes) -> assertClose(name, slopes, requireNonNull(expected.get(name))));
  }

  @Test
  void fit_manyWindows_givesSameWeightsAgain() {
    assertThat(fittedRecurrence()).isEqualTo(fittedRecurrence());
  }

  @Test
  void graph_fusedLayers_areClippedAndUpdatedLikeOthers() {
    NetworkSpec spec =
        new NetworkSpec(List.of(ConvBlock.patchEmbedding(4, 6)), List.of(5), 0, true);
    ComputationGraph graph =
        new ComputationGraph(
            GraphConfiguration.of(
                new WindowSpec(19, 3, 1),
                spec,
                LEVELS,
                PointForecast.MEDIAN,
                Layers.FUSED,
                new LearningRate(),
                1));
    graph.init();
    BaseLayer head = (BaseLayer) graph.getLayer("location").conf().getLayer();
    for (String name : List.of("conv0", "lstm0")) {
      BaseLayer fused = (BaseLayer) graph.getLayer(name).conf().getLayer();
      assertThat(fused.getGradientNormalization()).isEqualTo(head.getGradientNormalization());
      assertThat(fused.getGradientNormalizationThreshold()).isEqualTo(1);
      assertThat(fused.getIUpdater()).isInstanceOf(Adam.class);
    }
  }

  /** Trains on batches large enough for several lanes. */
  private static Tensor fittedRecurrence() {
    WindowSpec window = new WindowSpec(48, 6, 1);
    NetworkSpec spec =
        new NetworkSpec(List.of(ConvBlock.patchEmbedding(6, 16)), List.of(16), 0, true);
    try (Dl4jNetwork network = new Dl4jNetwork(window, spec, LEVELS, PointForecast.MEDIAN, 8)) {
      for (int step = 0; step < 10; step++) {
        float[] windows = gaussians(step, 256 * window.windowLength());
        network.fit(windows, gaussians(-step, 256 * window.horizon()), 256, 0.01);
      }
      return network.weights().get("lstm0.recurrent");
    }
  }

  /** What a layer made of an input, and of the slopes with regard to its output. */
  private record Pass(INDArray output, Map<String, INDArray> gradients, INDArray epsilon) {}

  private static void assertSame(Pass actual, Pass expected) {
    assertClose("output", actual.output(), expected.output());
    assertClose("epsilon", actual.epsilon(), expected.epsilon());
    assertThat(actual.gradients()).containsOnlyKeys("W", "RW", "b");
    actual
        .gradients()
        .forEach(
            (name, slopes) ->
                assertClose(name, slopes, requireNonNull(expected.gradients().get(name))));
  }

  /** Within 1e-4 of the largest number. */
  private static void assertClose(String what, INDArray actual, INDArray expected) {
    float[] numbers = NativeArrays.toFloats(actual);
    float[] others = NativeArrays.toFloats(expected);
    float largest = 1e-3f;
    for (float other : others) {
      largest = Math.max(largest, Math.abs(other));
    }
    assertThat(numbers).as(what).hasSameSizeAs(others);
    for (int i = 0; i < numbers.length; i++) {
      assertThat(numbers[i]).as("%s[%d]", what, i).isCloseTo(others[i], within(1e-4f * largest));
    }
  }

  private static Pass pass(LSTM lstm, INDArray parameters, INDArray input, INDArray epsilon) {
    Layer layer = layer(lstm, input.size(1), parameters);
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    INDArray output = layer.activate(input.dup(), true, none).dup('c');
    Pair<Gradient, INDArray> back = layer.backpropGradient(epsilon.dup(), none);
    return new Pass(output, back.getFirst().gradientForVariable(), back.getSecond());
  }

  private static Layer layer(LSTM lstm, long inputs, INDArray parameters) {
    lstm.setNIn(inputs);
    lstm.setWeightInitFn(new WeightInitXavier());
    NeuralNetConfiguration configuration = new NeuralNetConfiguration();
    configuration.setLayer(lstm);
    Layer layer = lstm.instantiate(configuration, null, 0, parameters.dup(), false, DataType.FLOAT);
    layer.setBackpropGradientsViewArray(Nd4j.zeros(DataType.FLOAT, parameters.length()));
    return layer;
  }

  private static LSTM stock(Shape shape) {
    return new LSTM.Builder()
        .nOut(shape.units())
        .activation(Activation.TANH)
        .gateActivationFunction(Activation.SIGMOID)
        .dataFormat(RNNFormat.NCW)
        .build();
  }

  private static INDArray parameters(Shape shape) {
    int count = 4 * shape.units() * (shape.inputs() + shape.units() + 1);
    return Nd4j.randn(DataType.FLOAT, count).muli(0.4);
  }

  private static INDArray lastStep(INDArray sequence) {
    return sequence.get(
        NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(sequence.size(2) - 1));
  }

  private static Map<String, INDArray> gradients(
      WindowSpec window, NetworkSpec spec, Layers layers, float[] windows, float[] targets) {
    NetworkSpec certain = new NetworkSpec(spec.frontEnd(), spec.lstmUnits(), 0, spec.highway());
    ComputationGraph graph =
        new ComputationGraph(
            GraphConfiguration.of(
                window, certain, LEVELS, PointForecast.MEDIAN, layers, new LearningRate(), 4));
    graph.init();
    // The heads start at zero, so nothing would come back to the layers below.
    graph.params().addi(Nd4j.create(gaussians(9, (int) graph.numParams())).muli(0.1));
    int batch = targets.length / window.horizon();
    graph.setInputs(
        Nd4j.create(windows, new long[] {batch, window.channels(), window.inputSize()}, 'c'));
    graph.setLabels(Nd4j.create(targets, new long[] {batch, window.horizon()}, 'c'));
    graph.computeGradientAndScore();
    return graph.gradient().gradientForVariable();
  }

  private static float[] gaussians(long seed, int count) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
