package dev.foretick.model.dl4j;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.interval.QuantileAssembly;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.NetworkWeights;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network in Deeplearning4j, in terms of Java's arrays and scaled units. Not thread-safe: a graph
 * keeps its activations in itself.
 */
public final class Dl4jNetwork implements AutoCloseable {
  private final WindowSpec window;
  private final int outputs;
  private final LearningRate learningRate = new LearningRate();
  private final WeightMapping mapping;
  private final ComputationGraph graph;

  /**
   * Makes a network with fresh weights.
   *
   * @param point what the middle of a forecast is trained to be
   * @param seed of the first weights and of dropout
   */
  public Dl4jNetwork(
      WindowSpec window,
      NetworkSpec network,
      QuantileLevels levels,
      PointForecast point,
      long seed) {
    this(window, network, levels, point, Layers.FUSED, seed);
  }

  Dl4jNetwork(
      WindowSpec window,
      NetworkSpec network,
      QuantileLevels levels,
      PointForecast point,
      Layers layers,
      long seed) {
    network.lstmSteps(window.inputSize());
    this.window = window;
    this.outputs = new QuantileAssembly(window.horizon(), levels).length();
    this.mapping = new WeightMapping(window, network, levels.count());
    this.graph =
        new ComputationGraph(
            GraphConfiguration.of(window, network, levels, point, layers, learningRate, seed));
    Nd4j.getRandom().setSeed(seed);
    graph.init();
  }

  /**
   * Takes one step of training.
   *
   * @param windows shape [size, channels, inputSize]
   * @param targets shape [size, horizon]
   * @return the mean loss of these windows before the step
   */
  public double fit(float[] windows, float[] targets, int size, double rate) {
    NativeThreads.useOne();
    learningRate.set(rate);
    try (INDArray input = inputOf(windows, size);
        INDArray labels = NativeArrays.of(targets, size, window.horizon())) {
      graph.fit(new INDArray[] {input}, new INDArray[] {labels});
      return graph.score();
    }
  }

  /**
   * What the network says, without dropout.
   *
   * @param windows shape [size, channels, inputSize]
   * @return shape [size, {@link QuantileAssembly#length}]
   */
  public float[] output(float[] windows, int size) {
    NativeThreads.useOne();
    try (INDArray input = inputOf(windows, size);
        INDArray output = graph.outputSingle(input)) {
      return NativeArrays.toFloats(output);
    }
  }

  /** Numbers that the network says of each window. */
  public int outputs() {
    return outputs;
  }

  /** A copy of all weights side by side, in an order of the graph's own. */
  public float[] parameters() {
    return NativeArrays.toFloats(graph.params());
  }

  /** Replaces all weights by what {@link #parameters} gave. */
  public void setParameters(float[] parameters) {
    try (INDArray copy = NativeArrays.of(parameters, 1, parameters.length)) {
      graph.params().assign(copy.reshape(graph.params().shape()));
    }
  }

  /** A copy of the weights as they are now. */
  public NetworkWeights weights() {
    return mapping.read(graph.paramTable());
  }

  /** Replaces the weights. */
  public void restore(NetworkWeights weights) {
    mapping.write(weights, graph.paramTable());
  }

  /** Frees native memory. */
  @Override
  public void close() {
    for (Layer layer : graph.getLayers()) {
      layer.close();
    }
    graph.close();
  }

  private INDArray inputOf(float[] windows, int size) {
    return NativeArrays.of(windows, size, window.channels(), window.inputSize());
  }
}
