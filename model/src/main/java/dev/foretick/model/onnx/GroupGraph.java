package dev.foretick.model.onnx;

import static dev.foretick.model.onnx.GraphBuilder.integer;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.model.trained.Blend;
import dev.foretick.model.trained.SeriesGroups;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The part of the graph that differs from group to group of the series: the blend with the naive
 * forecasts and the offsets of the calibration. With one group they are constants; with several,
 * each window brings the number of its group and takes its rows out of tables.
 */
final class GroupGraph {
  private final GraphBuilder graph;
  private final SeriesGroups groups;

  /** Shape [groups][horizon][quantiles]. */
  private final float[][][] offsets;

  private final boolean many;

  GroupGraph(GraphBuilder graph, SeriesGroups groups, QuantileLevels levels) {
    this.graph = graph;
    this.groups = groups;
    this.offsets = groups.offsets(levels);
    this.many = groups.count() > 1;
    if (many) {
      graph.longInput(
          OnnxExporter.GROUP, "Group of each window's series [N]: 0 for one that is not known.");
    }
  }

  /**
   * Adds the blend with the naive forecasts, if there is one.
   *
   * @param location name of the network's point forecasts in scaled units, shape [N, horizon]
   * @return name of the blended ones
   */
  String blend(String location, ScalingGraph scaling) {
    if (!groups.isMixed()) {
      return location;
    }
    graph.section("Blend: the network's share, and that of the seasonal naive forecast.");
    String network =
        graph.node("Mul", "network_part", List.of(location, share("network", Blend::network)));
    if (!groups.isSeasonal()) {
      return network;
    }
    String seasonal = scaling.seasonalNaive(groups.period(), groups.horizon());
    String part =
        graph.node("Mul", "seasonal_part", List.of(seasonal, share("seasonal", Blend::seasonal)));
    return graph.node("Add", "blended", List.of(network, part));
  }

  /** What to add to one quantile in scaled units: shape [1, horizon, 1] or [N, horizon, 1]. */
  String offset(int quantile) {
    int horizon = groups.horizon();
    float[] table = new float[groups.count() * horizon];
    for (int group = 0; group < groups.count(); group++) {
      for (int step = 0; step < horizon; step++) {
        table[group * horizon + step] = offsets[group][step][quantile];
      }
    }
    String name = "quantile." + quantile + ".offset";
    return rowOf(graph.floats(many ? name + "s" : name, table, groups.count(), horizon, 1), name);
  }

  /** The share of one forecaster: shape [1, 1] or [N, 1]. */
  private String share(String forecaster, ToDoubleFunction<Blend> share) {
    float[] table = new float[groups.count()];
    for (int group = 0; group < table.length; group++) {
      table[group] = (float) share.applyAsDouble(groups.group(group).blend());
    }
    String name = forecaster + "_share";
    return rowOf(graph.floats(many ? name + "s" : name, table, table.length, 1), name);
  }

  private String rowOf(String table, String output) {
    return many
        ? graph.node("Gather", output, List.of(table, OnnxExporter.GROUP), integer("axis", 0))
        : table;
  }
}
