package dev.foretick.model.onnx;

import dev.foretick.common.window.CalendarFeature;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.dataset.SeriesSchema;
import dev.foretick.model.trained.TrainedModel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a trained model as an ONNX file that any ONNX runtime can serve: raw windows in, raw
 * quantiles out, with scaling and calibration inside the graph.
 *
 * <p>Input {@value #INPUT}: float [N, channels, inputSize], the target first, oldest observation
 * first. Input {@value #GROUP}, only of models with several groups of series: int64 [N], the group
 * of each window's series, 0 for a series that the model does not know; the metadata {@code
 * foretick.group.<series>} tells the others. Output {@value #OUTPUT}: float [N, horizon,
 * quantiles]. A window that has no forecast, such as the log returns of a negative price, yields
 * NaN.
 */
public final class OnnxExporter {
  public static final String INPUT = "window";
  public static final String GROUP = "group";
  public static final String OUTPUT = "quantiles";

  /** Of 2022: every runtime in use reads it. */
  private static final int OPERATOR_SET = 17;

  private static final int IR_VERSION = 8;
  private static final String DOC =
      "Forecasts the target of each window, in the units of the series.";

  private OnnxExporter() {}

  /** Writes the graph without the names of channels and version. */
  public static byte[] export(TrainedModel trained) {
    return model(graph(trained), metadata(trained));
  }

  /** Writes the graph with everything that a user of the file may want to know about it. */
  public static byte[] export(TrainedModel trained, SeriesSchema schema, String modelVersion) {
    Map<String, String> metadata = metadata(trained);
    metadata.put("foretick.target", schema.target());
    metadata.put("foretick.covariates", String.join(", ", schema.covariates()));
    metadata.put(
        "foretick.calendar",
        String.join(", ", schema.calendar().stream().map(CalendarFeature::optionName).toList()));
    metadata.put("foretick.frequency", schema.frequency().toString());
    metadata.put("foretick.model_version", modelVersion);
    return model(graph(trained), metadata);
  }

  private static ProtoMessage graph(TrainedModel trained) {
    GraphBuilder graph = new GraphBuilder();
    WindowSpec window = trained.window();
    String input =
        graph.input(
            INPUT,
            "Raw windows [N, channels, input size]: the target first, oldest observation first.",
            window.channels(),
            window.inputSize());
    ScalingGraph scaling = new ScalingGraph(graph, window, trained.scaling(), input);
    NetworkGraph network =
        new NetworkGraph(graph, window, trained.network(), trained.weights(), scaling.scaled());
    GroupGraph groups = new GroupGraph(graph, trained.groups(), trained.levels());
    String median = groups.blend(network.location(), scaling);
    String quantiles = new QuantileGraph(graph, trained.levels(), groups).of(network, median);
    scaling.unscale(quantiles, OUTPUT);
    graph.output(
        OUTPUT,
        "Raw quantiles [N, horizon, quantiles] at the levels " + trained.levels() + ".",
        window.horizon(),
        trained.levels().count());
    return graph.build(trained.name(), DOC);
  }

  private static Map<String, String> metadata(TrainedModel trained) {
    WindowSpec window = trained.window();
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("foretick.model", trained.name());
    metadata.put("foretick.input_size", Integer.toString(window.inputSize()));
    metadata.put("foretick.horizon", Integer.toString(window.horizon()));
    metadata.put("foretick.channels", Integer.toString(window.channels()));
    metadata.put("foretick.quantile_levels", trained.levels().toString());
    metadata.put("foretick.point", trained.point().optionName());
    trained
        .groups()
        .members()
        .forEach((series, group) -> metadata.put("foretick.group." + series, group.toString()));
    return metadata;
  }

  /**
   * {@code ModelProto}: format version, producer, domain, doc string, graph, operator set,
   * metadata.
   */
  private static byte[] model(ProtoMessage graph, Map<String, String> metadata) {
    ProtoMessage model =
        new ProtoMessage()
            .number(1, IR_VERSION)
            .text(2, "foretick")
            .text(4, "dev.foretick")
            .text(6, DOC)
            .message(7, graph)
            .message(8, new ProtoMessage().text(1, "").number(2, OPERATOR_SET));
    metadata.forEach(
        (key, value) -> model.message(14, new ProtoMessage().text(1, key).text(2, value)));
    return model.toByteArray();
  }
}
