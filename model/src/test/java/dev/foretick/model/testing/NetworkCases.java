package dev.foretick.model.testing;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.Padding;
import dev.foretick.model.network.Pooling;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.trained.Blend;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every kind of network, each with every transform and normalization; and every way to group and
 * blend, each with every transform and normalization.
 */
public final class NetworkCases {
  /** What each group of a model blends. */
  private static final List<List<Blend>> GROUPINGS =
      List.of(
          List.of(Blend.MODEL),
          List.of(new Blend(0.5f, 0.25f)),
          List.of(Blend.MODEL, new Blend(0.75f, 0), new Blend(0, 0)),
          List.of(new Blend(0.25f, 0.5f), Blend.MODEL, new Blend(0, 1), new Blend(0.5f, 0)));

  private NetworkCases() {}

  /** A model by a name that says what it is. */
  public record Case(String name, ModelBundle bundle) {
    @Override
    public String toString() {
      return name;
    }
  }

  public static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    long seed = 1;
    int grouping = 0;
    for (Map.Entry<String, NetworkSpec> network : networks().entrySet()) {
      for (TargetTransform transform : TargetTransform.values()) {
        for (Normalization normalization : Normalization.values()) {
          // Channels, horizon and levels vary along, so that each meets each network.
          int channels = seed % 2 == 0 ? 3 : 1;
          WindowSpec window = new WindowSpec(26, 1 + (int) (seed % 4), channels);
          QuantileLevels levels =
              seed % 3 == 0
                  ? QuantileLevels.of(0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
                  : QuantileLevels.centralInterval(90);
          List<Blend> blends = GROUPINGS.get(grouping++ % GROUPINGS.size());
          // Seasons shorter than the horizon and longer ones.
          int period = 2 + (int) (seed % 3);
          String name =
              "%s %s %s channels=%d horizon=%d levels=%d period=%d %s"
                  .formatted(
                      network.getKey(),
                      transform.optionName(),
                      normalization.optionName(),
                      channels,
                      window.horizon(),
                      levels.count(),
                      period,
                      blends);
          cases.add(
              new Case(
                  name,
                  RandomModels.bundle(
                      seed,
                      window,
                      network.getValue(),
                      transform,
                      normalization,
                      levels,
                      period,
                      blends)));
          seed++;
        }
        // An odd step, so that a network's cases do not all have the parity of their normalization.
        seed++;
      }
      // There are as many transforms and normalizations as groupings divide, so move on by one.
      grouping++;
    }
    return cases;
  }

  /** Random walks whose rows take turns in the groups of the model. */
  public static WindowBatch walks(ModelBundle bundle, int size, double level) {
    return RandomModels.walks(size, bundle.window(), size, level, bundle.model().groups().count());
  }

  private static Map<String, NetworkSpec> networks() {
    Map<String, NetworkSpec> networks = new LinkedHashMap<>();
    networks.put("lstm", spec(List.of(5), true));
    networks.put("lstm without highway", spec(List.of(5), false));
    networks.put("lstm of two layers", spec(List.of(6, 4), true));
    networks.put("patches", spec(List.of(5), true, ConvBlock.patchEmbedding(8, 6)));
    networks.put(
        "same padding, stride 2, max pooling",
        spec(List.of(5), false, block(6, 5, 2, Padding.SAME, Pooling.Kind.MAX, 3, 2)));
    networks.put(
        "same padding, even kernel, average pooling",
        spec(List.of(5), true, block(6, 4, 1, Padding.SAME, Pooling.Kind.AVERAGE, 2, 2)));
    networks.put(
        "causal padding, average pooling",
        spec(List.of(4), true, block(6, 3, 2, Padding.CAUSAL, Pooling.Kind.AVERAGE, 3, 1)));
    networks.put(
        "two blocks, two layers",
        spec(
            List.of(5, 3),
            true,
            block(4, 3, 1, Padding.CAUSAL, Pooling.Kind.MAX, 2, 2),
            new ConvBlock(6, 3, 2, Padding.VALID, Optional.empty())));
    return networks;
  }

  private static NetworkSpec spec(List<Integer> units, boolean highway, ConvBlock... blocks) {
    return new NetworkSpec(List.of(blocks), units, 0.1, highway);
  }

  private static ConvBlock block(
      int filters,
      int kernel,
      int stride,
      Padding padding,
      Pooling.Kind pooling,
      int size,
      int poolStride) {
    return new ConvBlock(
        filters, kernel, stride, padding, Optional.of(new Pooling(pooling, size, poolStride)));
  }
}
