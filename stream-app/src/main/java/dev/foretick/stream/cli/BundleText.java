package dev.foretick.stream.cli;

import dev.foretick.common.series.PointForecast;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.bundle.Provenance;
import dev.foretick.model.dataset.SeriesSchema;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.trained.Blend;
import dev.foretick.model.trained.SeriesGroups;
import dev.foretick.stream.report.UtcTimes;
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
    add(lines, "learnt up to", UtcTimes.full(provenance.trainedThrough()));
    add(lines, "target", bundle.schema().target() + seenWith(bundle.schema()));
    add(
        lines,
        "window",
        "%d observations in, %d steps out, one every %s"
            .formatted(
                bundle.window().inputSize(),
                bundle.window().horizon(),
                Figures.span(bundle.schema().frequency())));
    add(lines, "middle", middle(bundle.model().point()));
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
    groups(lines, bundle.model().groups());
    network(lines, bundle);
    return lines;
  }

  /** What the target is seen with: covariates and calendar. */
  static String seenWith(SeriesSchema schema) {
    List<String> names = new ArrayList<>(schema.covariates());
    schema.calendar().forEach(feature -> names.add(feature.optionName() + " of the calendar"));
    return names.isEmpty() ? "" : ", seen with " + String.join(", ", names);
  }

  private static String middle(PointForecast point) {
    return switch (point) {
      case MEDIAN -> "median, of least absolute error";
      case MEAN -> "mean, of least squared error";
    };
  }

  private static void groups(List<String> lines, SeriesGroups groups) {
    Blend rest = groups.rest().blend();
    add(lines, "blend", rest.mixed() ? rest.toString() : "the model alone");
    int own = groups.members().size();
    long mixed =
        groups.members().values().stream()
            .filter(group -> groups.group(group).blend().mixed())
            .count();
    add(
        lines,
        "groups",
        own == 0
            ? "none, all series are treated alike"
            : "%s series with a calibration of their own, in %s of them a naive forecast has a share"
                .formatted(Figures.count(own), Figures.count(mixed)));
  }

  private static void network(List<String> lines, ModelBundle bundle) {
    NetworkSpec network = bundle.model().network();
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
