package dev.foretick.model.dl4j;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.Pooling;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPadding1DLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Spells a {@link NetworkSpec} out as a Deeplearning4j graph. Its input {@value #WINDOW} has shape
 * [batch, channels, inputSize], its output {@value #OUTPUT} shape [batch, horizon + horizon *
 * (quantiles - 1)]: the medians, then the gaps between the quantiles before softplus.
 */
final class GraphConfiguration {
  static final String WINDOW = "window";
  static final String OUTPUT = "output";

  /** No layer's gradient is longer than this in any one step of training. */
  private static final double LONGEST_GRADIENT = 1;

  /**
   * {@code softplus(-0.43) = 0.5}: before training, neighbouring quantiles are half a scale apart.
   */
  private static final double FIRST_GAP = -0.4328;

  private final WindowSpec window;
  private final NetworkSpec network;
  private final QuantileLevels levels;
  private final PointForecast point;
  private final Layers layers;
  private final GraphBuilder graph;

  private GraphConfiguration(
      WindowSpec window,
      NetworkSpec network,
      QuantileLevels levels,
      PointForecast point,
      Layers layers,
      ISchedule learningRate,
      long seed) {
    this.point = point;
    this.layers = layers;
    this.window = window;
    this.network = network;
    this.levels = levels;
    this.graph =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(new Adam(learningRate))
            .weightInit(WeightInit.XAVIER)
            .gradientNormalization(GradientNormalization.ClipL2PerLayer)
            .gradientNormalizationThreshold(LONGEST_GRADIENT)
            .graphBuilder()
            .addInputs(WINDOW)
            .setInputTypes(
                InputType.recurrent(window.channels(), window.inputSize(), RNNFormat.NCW));
  }

  static ComputationGraphConfiguration of(
      WindowSpec window,
      NetworkSpec network,
      QuantileLevels levels,
      PointForecast point,
      Layers layers,
      ISchedule learningRate,
      long seed) {
    return new GraphConfiguration(window, network, levels, point, layers, learningRate, seed)
        .build();
  }

  private ComputationGraphConfiguration build() {
    String features = addFrontEnd();
    String hidden = addRecurrence(features);
    String median = addMedian(hidden);
    String quantiles = addSpread(hidden, median);
    LossLayer loss =
        new LossLayer.Builder(new PinballLoss(window.horizon(), levels, point))
            .activation(Activation.IDENTITY)
            .build();
    loss.setNOut((long) window.horizon() * levels.count());
    graph.addLayer(OUTPUT, loss, quantiles);
    return graph.setOutputs(OUTPUT).build();
  }

  private String addFrontEnd() {
    String input = WINDOW;
    int length = window.inputSize();
    List<ConvBlock> blocks = network.frontEnd();
    for (int i = 0; i < blocks.size(); i++) {
      ConvBlock block = blocks.get(i);
      input = addPadding("pad" + i, block, length, input);
      boolean readsWindow = input.equals(WINDOW);
      graph.addLayer("conv" + i, layers.convolution(block, readsWindow), input);
      input = addPooling("pool" + i, block, "conv" + i);
      length = block.outputLength(length);
    }
    return input;
  }

  /** Explicit zeros, so that the spec's own arithmetic decides where they go. */
  private String addPadding(String name, ConvBlock block, int length, String input) {
    int before = block.paddingBefore(length);
    int after = block.paddingAfter(length);
    if (before + after == 0) {
      return input;
    }
    graph.addLayer(name, new ZeroPadding1DLayer.Builder(before, after).build(), input);
    return name;
  }

  private String addPooling(String name, ConvBlock block, String input) {
    if (block.pooling().isEmpty()) {
      return input;
    }
    Pooling pooling = block.pooling().get();
    SubsamplingLayer.PoolingType kind =
        switch (pooling.kind()) {
          case MAX -> SubsamplingLayer.PoolingType.MAX;
          case AVERAGE -> SubsamplingLayer.PoolingType.AVG;
        };
    Subsampling1DLayer layer =
        new Subsampling1DLayer.Builder(kind, pooling.size(), pooling.stride())
            .convolutionMode(ConvolutionMode.Truncate)
            .build();
    graph.addLayer(name, layer, input);
    return name;
  }

  private String addRecurrence(String features) {
    String input = features;
    int count = network.lstmUnits().size();
    for (int i = 0; i < count; i++) {
      input = layers.addLstm(graph, "lstm" + i, network.lstmUnits().get(i), i == count - 1, input);
    }
    if (network.dropout() == 0) {
      return input;
    }
    // Deeplearning4j counts the share that stays.
    graph.addLayer("dropout", new DropoutLayer(1 - network.dropout()), input);
    return "dropout";
  }

  private String addMedian(String hidden) {
    graph.addLayer("location", linear(window.horizon(), 0), hidden);
    if (!network.highway()) {
      return "location";
    }
    graph.addVertex("flat", new ReshapeVertex(-1, window.windowLength()), WINDOW);
    graph.addLayer("highway", linear(window.horizon(), 0), "flat");
    graph.addVertex(
        "median", new ElementWiseVertex(ElementWiseVertex.Op.Add), "location", "highway");
    return "median";
  }

  private String addSpread(String hidden, String median) {
    int gaps = window.horizon() * (levels.count() - 1);
    if (gaps == 0) {
      return median;
    }
    graph.addLayer("spread", linear(gaps, FIRST_GAP), hidden);
    graph.addVertex("quantiles", new MergeVertex(), median, "spread");
    return "quantiles";
  }

  private static DenseLayer linear(int outputs, double bias) {
    return new DenseLayer.Builder()
        .nOut(outputs)
        .weightInit(WeightInit.ZERO)
        .biasInit(bias)
        .activation(Activation.IDENTITY)
        .build();
  }
}
