package dev.foretick.model.onnx;

import static dev.foretick.model.onnx.GraphBuilder.integer;
import static dev.foretick.model.onnx.GraphBuilder.integers;

import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.network.Pooling;
import dev.foretick.model.network.Tensor;
import java.util.Arrays;
import java.util.List;

/** The part of the graph that holds the learnt network, in scaled units from end to end. */
final class NetworkGraph {
  private final GraphBuilder graph;
  private final WindowSpec window;
  private final NetworkSpec spec;
  private final NetworkWeights weights;
  private final String scaled;
  private final String hidden;

  /**
   * Adds the front end and the LSTM layers.
   *
   * @param scaled name of the scaled windows, shape [N, channels, inputSize]
   */
  NetworkGraph(
      GraphBuilder graph,
      WindowSpec window,
      NetworkSpec spec,
      NetworkWeights weights,
      String scaled) {
    this.graph = graph;
    this.window = window;
    this.spec = spec;
    this.weights = weights;
    this.scaled = scaled;
    this.hidden = recurrence(frontEnd());
  }

  /** Adds the head of the medians and returns its name: shape [N, horizon]. */
  String location() {
    graph.section("Location: the median of each step.");
    if (!spec.highway()) {
      return linear("location", "location", hidden);
    }
    String learnt = linear("location_from_state", "location", hidden);
    graph.section("Highway: a linear map from the scaled window to the median of each step.");
    String flat = graph.node("Flatten", "flat_window", List.of(scaled), integer("axis", 1));
    String line = linear("location_from_window", "highway", flat);
    return graph.node("Add", "location", List.of(learnt, line));
  }

  /**
   * Adds the head of the distances between neighbouring quantiles and returns its name.
   *
   * @param gaps {@code quantiles - 1}, at least 1
   * @return shape [N, horizon, gaps], not yet positive
   */
  String spread(int gaps) {
    graph.section("Spread: before softplus, the distances between neighbouring quantiles.");
    String flat = linear("flat_spread", "spread", hidden);
    String shape = graph.longs("spread.shape", 0, window.horizon(), gaps);
    return graph.node("Reshape", "spread", List.of(flat, shape));
  }

  /** Convolution blocks: [N, channels, inputSize] to [N, features, steps]. */
  private String frontEnd() {
    String features = scaled;
    int steps = window.inputSize();
    for (int i = 0; i < spec.frontEnd().size(); i++) {
      ConvBlock block = spec.frontEnd().get(i);
      String name = "conv" + i;
      graph.section("Front end, block " + i + ": filters along time, ReLU, pooling if any.");
      String convolved =
          graph.node(
              "Conv",
              name,
              List.of(features, weight(name + ".weight"), weight(name + ".bias")),
              integers("kernel_shape", block.kernel()),
              integers("strides", block.stride()),
              integers("pads", block.paddingBefore(steps), block.paddingAfter(steps)));
      String rectified = graph.node("Relu", name + ".relu", List.of(convolved));
      features = block.pooling().map(pool -> pool(name, pool, rectified)).orElse(rectified);
      steps = block.outputLength(steps);
    }
    return features;
  }

  private String pool(String name, Pooling pooling, String features) {
    String operator =
        switch (pooling.kind()) {
          case MAX -> "MaxPool";
          case AVERAGE -> "AveragePool";
        };
    return graph.node(
        operator,
        name + ".pool",
        List.of(features),
        integers("kernel_shape", pooling.size()),
        integers("strides", pooling.stride()));
  }

  /** LSTM layers: [N, features, steps] to the last hidden state [N, units]. */
  private String recurrence(String features) {
    graph.section("To the order that LSTM reads: [steps, N, features].");
    String sequence =
        graph.node("Transpose", "sequence", List.of(features), integers("perm", 2, 0, 1));
    int last = spec.lstmUnits().size() - 1;
    for (int i = 0; i < last; i++) {
      String states = lstm(i, sequence, false);
      sequence = squeeze("lstm" + i + ".states", states, 1);
    }
    return squeeze("hidden", lstm(last, sequence, true), 0);
  }

  /** One layer: all hidden states [steps, 1, N, units], or only the last one [1, N, units]. */
  private String lstm(int layer, String sequence, boolean lastOnly) {
    String name = "lstm" + layer;
    graph.section("LSTM layer " + layer + ".");
    String output = name + (lastOnly ? ".last_state" : ".all_states");
    graph.node(
        "LSTM",
        List.of(
            sequence,
            withDirection(name + ".input"),
            withDirection(name + ".recurrent"),
            bias(name + ".bias")),
        lastOnly ? List.of("", output) : List.of(output),
        integer("hidden_size", spec.lstmUnits().get(layer)));
    return output;
  }

  private String squeeze(String output, String input, int axis) {
    return graph.node("Squeeze", output, List.of(input, graph.longs(output + ".axis", axis)));
  }

  /** {@code input [N, I]} times the transposed weight {@code [O, I]}, plus the bias. */
  private String linear(String output, String head, String input) {
    return graph.node(
        "Gemm",
        output,
        List.of(input, weight(head + ".weight"), weight(head + ".bias")),
        integer("transB", 1));
  }

  private String weight(String name) {
    Tensor tensor = weights.get(name);
    return graph.floats(name, tensor.values(), tensor.shape());
  }

  /** ONNX counts the directions of an LSTM first: [1, 4 units, inputs]. */
  private String withDirection(String name) {
    Tensor tensor = weights.get(name);
    return graph.floats(name, tensor.values(), 1, tensor.shape()[0], tensor.shape()[1]);
  }

  /** ONNX has a bias for the input and one for the recurrence: [1, 8 units], the second zero. */
  private String bias(String name) {
    float[] values = weights.get(name).values();
    return graph.floats(name, Arrays.copyOf(values, 2 * values.length), 1, 2 * values.length);
  }
}
