package dev.foretick.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.network.Padding;
import dev.foretick.model.network.Pooling;
import dev.foretick.model.network.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class Dl4jNetworkTest {
  private static final QuantileLevels LEVELS = QuantileLevels.of(0.05, 0.25, 0.5, 0.75, 0.95);
  private static final WindowSpec WINDOW = new WindowSpec(19, 3, 2);
  private static final int BATCH = 4;

  static Stream<NetworkSpec> networks() {
    Optional<Pooling> max = Optional.of(new Pooling(Pooling.Kind.MAX, 3, 2));
    Optional<Pooling> average = Optional.of(new Pooling(Pooling.Kind.AVERAGE, 2, 2));
    return Stream.of(
        new NetworkSpec(List.of(), List.of(5), 0, false),
        new NetworkSpec(List.of(), List.of(5, 4), 0, true),
        new NetworkSpec(List.of(ConvBlock.patchEmbedding(4, 6)), List.of(5), 0, true),
        new NetworkSpec(List.of(new ConvBlock(3, 4, 1, Padding.SAME, max)), List.of(5), 0, true),
        new NetworkSpec(
            List.of(new ConvBlock(3, 5, 3, Padding.SAME, Optional.empty())), List.of(5), 0, true),
        new NetworkSpec(
            List.of(
                new ConvBlock(3, 4, 2, Padding.CAUSAL, Optional.empty()),
                new ConvBlock(4, 3, 1, Padding.CAUSAL, average)),
            List.of(5),
            0,
            true));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void output_randomWeights_equalsDefinition(NetworkSpec spec) {
    Random random = new Random(7);
    NetworkWeights weights = randomWeights(spec, random);
    float[] windows = gaussians(random, BATCH * WINDOW.windowLength());
    try (Dl4jNetwork network = new Dl4jNetwork(WINDOW, spec, LEVELS, PointForecast.MEDIAN, 1)) {
      network.restore(weights);

      float[] output = network.output(windows, BATCH);

      ReferenceNetwork reference = new ReferenceNetwork(WINDOW, spec, weights);
      for (int row = 0; row < BATCH; row++) {
        double[] expected = reference.output(windowOf(windows, row), LEVELS.count());
        for (int i = 0; i < expected.length; i++) {
          assertThat(output[row * expected.length + i])
              .isCloseTo((float) expected[i], within(1e-5f));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void gradient_randomWeights_equalsFiniteDifferences(NetworkSpec spec) {
    Random random = new Random(11);
    NetworkWeights weights = randomWeights(spec, random);
    float[] windows = gaussians(random, BATCH * WINDOW.windowLength());
    float[] targets = gaussians(random, BATCH * WINDOW.horizon());
    ComputationGraph graph =
        new ComputationGraph(
            GraphConfiguration.of(
                WINDOW, spec, LEVELS, PointForecast.MEDIAN, Layers.FUSED, new LearningRate(), 1));
    graph.init();
    WeightMapping mapping = new WeightMapping(WINDOW, spec, LEVELS.count());
    mapping.write(weights, graph.paramTable());
    graph.setInputs(Nd4j.create(windows, new long[] {BATCH, 2, WINDOW.inputSize()}, 'c'));
    graph.setLabels(Nd4j.create(targets, new long[] {BATCH, WINDOW.horizon()}, 'c'));
    graph.computeGradientAndScore();
    Map<String, INDArray> slopes = graph.gradient().gradientForVariable();
    NetworkWeights gradient = mapping.read(slopes);

    for (String name : gradient.names()) {
      for (int trial = 0; trial < 6; trial++) {
        int index = random.nextInt(gradient.get(name).values().length);
        double up =
            loss(spec, weights, nudged(spec, weights, name, index, 1e-3f), windows, targets);
        double down =
            loss(spec, weights, nudged(spec, weights, name, index, -1e-3f), windows, targets);
        assertThat((double) gradient.get(name).values()[index])
            .as("%s[%d]", name, index)
            .isCloseTo((up - down) / 2e-3, within(2e-3));
      }
    }
  }

  @Test
  void weights_restoredAndRead_areTheSame() {
    networks()
        .forEach(
            spec -> {
              NetworkWeights weights = randomWeights(spec, new Random(3));
              try (Dl4jNetwork network =
                  new Dl4jNetwork(WINDOW, spec, LEVELS, PointForecast.MEDIAN, 1)) {
                network.restore(weights);
                for (String name : weights.names()) {
                  assertThat(network.weights().get(name).values())
                      .containsExactly(weights.get(name).values());
                }
              }
            });
  }

  @Test
  void new_freshWeights_forecastsTheAnchorAndRemembers() {
    NetworkSpec spec = new NetworkSpec(List.of(), List.of(5), 0.5, true);
    try (Dl4jNetwork network = new Dl4jNetwork(WINDOW, spec, LEVELS, PointForecast.MEDIAN, 1)) {
      float[] output = network.output(new float[WINDOW.windowLength()], 1);
      float[] bias = network.weights().get("lstm0.bias").values();

      assertThat(output).startsWith(0f, 0f, 0f);
      assertThat(bias[2 * 5]).as("forget gate").isEqualTo(1f);
      assertThat(bias[0]).as("input gate").isZero();
    }
  }

  @Test
  void fit_sameSeed_givesSameWeights() {
    NetworkSpec spec =
        new NetworkSpec(List.of(ConvBlock.patchEmbedding(4, 6)), List.of(5), 0.3, true);

    assertThat(fittedHighway(spec, 5)).isEqualTo(fittedHighway(spec, 5));
    assertThat(fittedHighway(spec, 5)).isNotEqualTo(fittedHighway(spec, 6));
  }

  private static Tensor fittedHighway(NetworkSpec spec, long seed) {
    Random random = new Random(1);
    try (Dl4jNetwork network = new Dl4jNetwork(WINDOW, spec, LEVELS, PointForecast.MEDIAN, seed)) {
      for (int step = 0; step < 5; step++) {
        float[] windows = gaussians(random, BATCH * WINDOW.windowLength());
        network.fit(windows, gaussians(random, BATCH * WINDOW.horizon()), BATCH, 0.01);
      }
      return network.weights().get("location.weight");
    }
  }

  /** The middle learns by its own loss alone, so the other quantiles start from where it was. */
  private static double loss(
      NetworkSpec spec,
      NetworkWeights weights,
      NetworkWeights nudged,
      float[] windows,
      float[] targets) {
    ReferenceNetwork before = new ReferenceNetwork(WINDOW, spec, weights);
    ReferenceNetwork reference = new ReferenceNetwork(WINDOW, spec, nudged);
    double sum = 0;
    for (int row = 0; row < BATCH; row++) {
      double[] output = reference.output(windowOf(windows, row), LEVELS.count());
      sum +=
          PinballDefinition.loss(
              targets,
              row * WINDOW.horizon(),
              output,
              before.output(windowOf(windows, row), LEVELS.count()),
              LEVELS,
              PointForecast.MEDIAN);
    }
    return sum;
  }

  private static NetworkWeights nudged(
      NetworkSpec spec, NetworkWeights weights, String nudged, int index, float by) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : weights.names()) {
      float[] values = weights.get(name).values();
      if (name.equals(nudged)) {
        values[index] += by;
      }
      tensors.put(name, new Tensor(weights.get(name).shape(), values));
    }
    return NetworkWeights.of(spec, WINDOW, LEVELS.count(), tensors);
  }

  private static NetworkWeights randomWeights(NetworkSpec spec, Random random) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    NetworkWeights.shapes(spec, WINDOW, LEVELS.count())
        .forEach(
            (name, shape) -> {
              int length = 1;
              for (int dimension : shape) {
                length *= dimension;
              }
              float[] values = gaussians(random, length);
              for (int i = 0; i < length; i++) {
                values[i] *= 0.4f;
              }
              weights.put(name, new Tensor(shape, values));
            });
    return NetworkWeights.of(spec, WINDOW, LEVELS.count(), weights);
  }

  private static float[] windowOf(float[] windows, int row) {
    int length = WINDOW.windowLength();
    return Arrays.copyOfRange(windows, row * length, (row + 1) * length);
  }

  private static float[] gaussians(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
