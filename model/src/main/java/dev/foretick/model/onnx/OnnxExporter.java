package dev.foretick.model.onnx;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.dataset.SeriesSchema;
import dev.foretick.model.interval.IntervalCalibration;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.scaling.WindowScaling;
import java.util.LinkedHashMap;
import java.util.Map;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;

/**
 * Writes a trained model as an ONNX file that any ONNX runtime can serve: raw windows in, raw
 * quantiles out, with scaling and calibration inside the graph.
 *
 * <p>Input {@value #INPUT}: float [N, channels, inputSize], the target first, oldest observation
 * first. Output {@value #OUTPUT}: float [N, horizon, quantiles]. A window that has no forecast,
 * such as the log returns of a negative price, yields NaN.
 */
public final class OnnxExporter {
  public static final String INPUT = "window";
  public static final String OUTPUT = "quantiles";

  /** Of 2022: every runtime in use reads it. */
  private static final int OPERATOR_SET = 17;

  private static final int IR_VERSION = 8;

  private OnnxExporter() {}

  /** Writes the graph without the names of channels and version. */
  public static byte[] export(
      WindowSpec window,
      NetworkSpec network,
      NetworkWeights weights,
      WindowScaling scaling,
      QuantileLevels levels,
      IntervalCalibration calibration) {
    GraphProto graph = graph(window, network, weights, scaling, levels, calibration);
    return model(graph, metadata(window, network, levels));
  }

  /** Writes the graph with everything that a user of the file may want to know about it. */
  public static byte[] export(
      WindowSpec window,
      SeriesSchema schema,
      NetworkSpec network,
      NetworkWeights weights,
      WindowScaling scaling,
      QuantileLevels levels,
      IntervalCalibration calibration,
      String modelVersion) {
    GraphProto graph = graph(window, network, weights, scaling, levels, calibration);
    Map<String, String> metadata = metadata(window, network, levels);
    metadata.put("foretick.target", schema.target());
    metadata.put("foretick.covariates", String.join(", ", schema.covariates()));
    metadata.put("foretick.frequency", schema.frequency().toString());
    metadata.put("foretick.model_version", modelVersion);
    return model(graph, metadata);
  }

  private static GraphProto graph(
      WindowSpec window,
      NetworkSpec network,
      NetworkWeights weights,
      WindowScaling scaling,
      QuantileLevels levels,
      IntervalCalibration calibration) {
    GraphBuilder graph = new GraphBuilder();
    String input =
        graph.input(
            INPUT,
            "Raw windows [N, channels, input size]: the target first, oldest observation first.",
            window.channels(),
            window.inputSize());
    ScalingGraph scalingGraph = new ScalingGraph(graph, window, scaling, input);
    NetworkGraph networkGraph =
        new NetworkGraph(graph, window, network, weights, scalingGraph.scaled());
    String quantiles = new QuantileGraph(graph, levels, calibration).of(networkGraph);
    scalingGraph.unscale(quantiles, OUTPUT);
    graph.output(
        OUTPUT,
        "Raw quantiles [N, horizon, quantiles] at the levels " + levels + ".",
        window.horizon(),
        levels.count());
    return graph.build(
        network.name(), "Forecasts the target of each window, in the units of the series.");
  }

  private static Map<String, String> metadata(
      WindowSpec window, NetworkSpec network, QuantileLevels levels) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("foretick.model", network.name());
    metadata.put("foretick.input_size", Integer.toString(window.inputSize()));
    metadata.put("foretick.horizon", Integer.toString(window.horizon()));
    metadata.put("foretick.channels", Integer.toString(window.channels()));
    metadata.put("foretick.quantile_levels", levels.toString());
    return metadata;
  }

  private static byte[] model(GraphProto graph, Map<String, String> metadata) {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
            .setProducerName("foretick")
            .setDomain("dev.foretick")
            .setDocString(graph.getDocString())
            .setGraph(graph);
    metadata.forEach(
        (key, value) ->
            model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build().toByteArray();
  }
}
