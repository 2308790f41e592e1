package dev.foretick.stream.cli;

import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.bundle.Provenance;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.stream.terminal.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A model bundle in words. */
final class BundleText {
  private BundleText() {}

  static List<String> lines(ModelBundle bundle) {
    List<String> lines = new ArrayList<>();
    Provenance provenance = bundle.provenance();
    add(lines, "model", bundle.modelName() + ", version " + provenance.modelVersion());
    add(lines, "made", provenance.createdAt() + " by Foretick " + provenance.foretickVersion());
    add(lines, "from", provenance.data() + checksum(provenance.dataSha256()));
    add(lines, "target", bundle.schema().target() + covariates(bundle.schema().covariates()));
    add(
        lines,
        "window",
        "%d observations in, %d steps out, one every %s"
            .formatted(
                bundle.window().inputSize(),
                bundle.window().horizon(),
                Figures.span(bundle.schema().frequency())));
    add(
        lines,
        "intervals",
        "%s %% (quantiles %s), calibrated"
            .formatted(plain(bundle.levels().intervalPercent()), bundle.levels()));
    add(
        lines,
        "scaling",
        "transform %s, normalization %s"
            .formatted(
                bundle.scaling().transform().optionName(),
                bundle.scaling().normalization().optionName()));
    network(lines, bundle);
    return lines;
  }

  private static void network(List<String> lines, ModelBundle bundle) {
    NetworkSpec network = bundle.network();
    for (ConvBlock block : network.frontEnd()) {
      add(lines, "convolution", convolution(block));
    }
    add(
        lines,
        "lstm",
        "%s hidden units over %d steps, dropout %s"
            .formatted(
                String.join(", ", network.lstmUnits().stream().map(String::valueOf).toList()),
                network.lstmSteps(bundle.window().inputSize()),
                plain(network.dropout())));
    add(lines, "highway", network.highway() ? "linear, from window to horizon" : "none");
    add(lines, "ONNX graph", Figures.bytes(bundle.onnxGraph().length));
  }

  private static String convolution(ConvBlock block) {
    String text =
        "%d filters, kernel %d, stride %d, padding %s"
            .formatted(
                block.filters(),
                block.kernel(),
                block.stride(),
                block.padding().name().toLowerCase(Locale.ROOT));
    return block
        .pooling()
        .map(
            pooling ->
                "%s, %s pooling of %d, stride %d"
                    .formatted(
                        text,
                        pooling.kind().name().toLowerCase(Locale.ROOT),
                        pooling.size(),
                        pooling.stride()))
        .orElse(text);
  }

  private static String covariates(List<String> names) {
    return names.isEmpty() ? "" : ", seen with " + String.join(", ", names);
  }

  private static String checksum(String sha256) {
    return sha256.isEmpty()
        ? ""
        : " (SHA-256 " + sha256.substring(0, Math.min(12, sha256.length())) + "…)";
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  private static void add(List<String> lines, String name, String value) {
    lines.add(String.format(Locale.ROOT, "%-12s %s", name, value));
  }
}
