package dev.foretick.stream.cli;

import dev.foretick.common.series.PointForecast;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.Padding;
import dev.foretick.model.network.Pooling;
import dev.foretick.model.training.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The shape of the network. Lists, one item for each block of the front end, may be given. */
final class NetworkOptions {
  /** What stands for a stretch of a feature map. */
  enum PoolingName {
    none,
    max,
    average
  }

  /** What a filter sees beyond the ends of the window. */
  enum PaddingName {
    valid,
    same,
    causal
  }

  @Option(names = "--no-front-end", description = "A plain LSTM that reads one observation a step.")
  private boolean noFrontEnd;

  @Option(
      names = "--filters",
      paramLabel = "N",
      split = ",",
      description = {
        "Filters of the convolution (default: as many as the first LSTM layer has units). Several,"
            + " as in 32,64, make several blocks; so do the next three."
      })
  private List<Integer> filters = new ArrayList<>();

  @Option(
      names = "--kernel",
      paramLabel = "N",
      split = ",",
      description =
          "Observations that a filter spans (default: the patch that suits --input-size, 24 for 336).")
  private List<Integer> kernels = new ArrayList<>();

  @Option(
      names = "--stride",
      paramLabel = "N",
      split = ",",
      description = "Observations from one position of a filter to the next (default: --kernel).")
  private List<Integer> strides = new ArrayList<>();

  @Option(
      names = "--padding",
      paramLabel = "NAME",
      defaultValue = "valid",
      description =
          "What filters see beyond the window: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private PaddingName padding = PaddingName.valid;

  @Option(
      names = "--pooling",
      paramLabel = "NAME",
      defaultValue = "none",
      description = "After each convolution: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private PoolingName pooling = PoolingName.none;

  @Option(
      names = "--pool-size",
      paramLabel = "N",
      defaultValue = "2",
      description = "Steps that pooling makes one (default: ${DEFAULT-VALUE}).")
  private int poolSize;

  @Option(
      names = "--pool-stride",
      paramLabel = "N",
      description = "Steps from one pooled stretch to the next (default: --pool-size).")
  private @Nullable Integer poolStride;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      split = ",",
      description = "Hidden units of each LSTM layer, e.g. 64 or 64,32 (default: 64).")
  private List<Integer> hidden = new ArrayList<>();

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      description = "Share of the last hidden state that training drops (default: 0.3).")
  private @Nullable Double dropout;

  @Option(
      names = "--blend",
      paramLabel = "NAME",
      defaultValue = "ridge",
      converter = OptionNames.Blendings.class,
      description = {
        "What may have a share in the forecasts where that errs less on the validation part: ridge"
            + " (a linear regression, and the naive forecast where it is not beaten), naive (that"
            + " alone) or none (default: ${DEFAULT-VALUE})."
      })
  private TrainingOptions.Blending blending = TrainingOptions.Blending.RIDGE;

  @Option(
      names = "--point",
      paramLabel = "NAME",
      defaultValue = "median",
      converter = OptionNames.Points.class,
      description = {
        "What the one number of a step is: median (least absolute error) or mean (least squared"
            + " error; for ticks that mostly do not move, whose median is the last price) (default:"
            + " ${DEFAULT-VALUE})."
      })
  private PointForecast point = PointForecast.MEDIAN;

  @Option(
      names = "--no-highway",
      description = "Leave out the linear map from the window to the horizon.")
  private boolean noHighway;

  /**
   * The network for windows of this size.
   *
   * @throws IllegalArgumentException if the options do not fit each other or the window
   */
  NetworkSpec spec(int inputSize, TrainingDefaults defaults) {
    List<Integer> units = hidden.isEmpty() ? List.of(defaults.hidden()) : hidden;
    double share = dropout == null ? defaults.dropout() : dropout;
    NetworkSpec spec =
        new NetworkSpec(frontEnd(inputSize, units.get(0), defaults), units, share, !noHighway);
    spec.lstmSteps(inputSize);
    return spec;
  }

  TrainingOptions.Blending blending() {
    return blending;
  }

  PointForecast point() {
    return point;
  }

  private List<ConvBlock> frontEnd(int inputSize, int units, TrainingDefaults defaults) {
    if (noFrontEnd) {
      if (!filters.isEmpty() || !kernels.isEmpty() || !strides.isEmpty()) {
        throw new IllegalArgumentException(
            "--no-front-end: with --filters, --kernel or --stride (expected: one or the other)");
      }
      return List.of();
    }
    boolean silent = filters.isEmpty() && kernels.isEmpty() && strides.isEmpty();
    // Patches of another size of window could leave its newest rows over.
    boolean suits = defaults.inputSize().orElse(inputSize) == inputSize;
    if (silent && suits && defaults.frontEnd().isPresent()) {
      return defaults.frontEnd().get().stream()
          .map(block -> new ConvBlock(units, block.kernel(), block.stride(), padding(), pooling()))
          .toList();
    }
    PatchSize patch = PatchSize.of(inputSize);
    List<Integer> spans = kernels.isEmpty() ? List.of(patch.kernel()) : kernels;
    List<Integer> steps =
        !strides.isEmpty() ? strides : kernels.isEmpty() ? List.of(patch.stride()) : kernels;
    List<Integer> maps = filters.isEmpty() ? List.of(units) : filters;
    int blocks = Math.max(maps.size(), Math.max(spans.size(), steps.size()));
    List<ConvBlock> frontEnd = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      frontEnd.add(
          new ConvBlock(
              item("--filters", maps, i, blocks),
              item("--kernel", spans, i, blocks),
              item("--stride", steps, i, blocks),
              padding(),
              pooling()));
    }
    return frontEnd;
  }

  private Padding padding() {
    return Padding.valueOf(padding.name().toUpperCase(Locale.ROOT));
  }

  private Optional<Pooling> pooling() {
    int stride = poolStride == null ? poolSize : poolStride;
    return switch (pooling) {
      case none -> Optional.empty();
      case max -> Optional.of(new Pooling(Pooling.Kind.MAX, poolSize, stride));
      case average -> Optional.of(new Pooling(Pooling.Kind.AVERAGE, poolSize, stride));
    };
  }

  private static int item(String name, List<Integer> items, int index, int blocks) {
    if (items.size() != 1 && items.size() != blocks) {
      throw new IllegalArgumentException(
          "%s: %d items (expected: 1, or %d, one for each block)"
              .formatted(name, items.size(), blocks));
    }
    return items.get(items.size() == 1 ? 0 : index);
  }
}
