package dev.foretick.model.dl4j;

import dev.foretick.model.network.ConvBlock;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.activations.Activation;

/** Whose layers a graph is made of. They have the same parameters and compute the same. */
enum Layers {
  /** The fast ones of this package, and Deeplearning4j's where there is none. */
  FUSED {
    @Override
    String addLstm(GraphBuilder graph, String name, int units, boolean last, String input) {
      graph.addLayer(name, new FusedLstm(units, last), input);
      return name;
    }

    @Override
    Layer convolution(ConvBlock block, boolean readsWindow) {
      return readsWindow && block.kernel() == block.stride()
          ? new FusedPatches(block.filters(), block.kernel())
          : STOCK.convolution(block, readsWindow);
    }
  },

  /** Deeplearning4j's own, to measure the others by. */
  STOCK {
    @Override
    String addLstm(GraphBuilder graph, String name, int units, boolean last, String input) {
      LSTM layer =
          new LSTM.Builder()
              .nOut(units)
              .activation(Activation.TANH)
              .gateActivationFunction(Activation.SIGMOID)
              .forgetGateBiasInit(1)
              .dataFormat(RNNFormat.NCW)
              .build();
      graph.addLayer(name, layer, input);
      if (!last) {
        return name;
      }
      graph.addVertex("hidden", new LastTimeStepVertex(GraphConfiguration.WINDOW), name);
      return "hidden";
    }

    @Override
    Layer convolution(ConvBlock block, boolean readsWindow) {
      return new Convolution1DLayer.Builder(block.kernel(), block.stride())
          .nOut(block.filters())
          .convolutionMode(ConvolutionMode.Truncate)
          .rnnDataFormat(RNNFormat.NCW)
          .activation(Activation.RELU)
          .build();
    }
  };

  /**
   * Adds an LSTM layer.
   *
   * @param last whether it is the last one, of which only the state after the last step counts
   * @return the name of what puts its states out, of shape [batch, units] if it is the last and
   *     [batch, units, steps] if not
   */
  abstract String addLstm(GraphBuilder graph, String name, int units, boolean last, String input);

  /**
   * The convolution of a block, with ReLU.
   *
   * @param readsWindow whether its input is the window itself, without padding
   */
  abstract Layer convolution(ConvBlock block, boolean readsWindow);
}
