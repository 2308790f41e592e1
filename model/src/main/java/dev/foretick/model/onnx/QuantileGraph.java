package dev.foretick.model.onnx;

import static dev.foretick.model.onnx.GraphBuilder.integer;

import dev.foretick.common.series.QuantileLevels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The part of the graph that makes quantiles of the network's heads, in scaled units: outward from
 * the median by positive distances, so that they cannot cross, then moved by the calibration, each
 * held back by its inner neighbour.
 */
final class QuantileGraph {
  private final GraphBuilder graph;
  private final int gaps;
  private final GroupGraph groups;

  QuantileGraph(GraphBuilder graph, QuantileLevels levels, GroupGraph groups) {
    this.graph = graph;
    this.gaps = levels.count() - 1;
    this.groups = groups;
  }

  /**
   * Adds the nodes.
   *
   * @param network whose head of distances they start from
   * @param location name of the point forecasts in scaled units, shape [N, horizon]
   * @return name of the calibrated quantiles in scaled units, shape [N, horizon, quantiles]
   */
  String of(NetworkGraph network, String location) {
    if (gaps == 0) {
      return asColumn(location);
    }
    String spread = network.spread(gaps);
    graph.section("Quantiles: outward from the median, calibrated, never crossing.");
    String median = asColumn(location);
    List<String> distances = distances(spread);
    int half = gaps / 2;
    List<String> columns = new ArrayList<>();
    columns.add(median);
    addSide(columns, distances.subList(0, half), -1);
    addSide(columns, distances.subList(half, gaps), 1);
    return graph.node("Concat", "scaled_quantiles", columns, integer("axis", 2));
  }

  /** From [N, horizon] to [N, horizon, 1]. */
  private String asColumn(String location) {
    return graph.node("Unsqueeze", "median", List.of(location, graph.longs("median.axis", 2)));
  }

  /** Positive distances, each [N, horizon, 1], in the order of the spread's rows. */
  private List<String> distances(String spread) {
    String positive = graph.node("Softplus", "distances", List.of(spread));
    List<String> names = IntStream.range(0, gaps).mapToObj(gap -> "distance." + gap).toList();
    long[] widths = new long[gaps];
    Arrays.fill(widths, 1);
    graph.node(
        "Split",
        List.of(positive, graph.longs("distances.widths", widths)),
        names,
        integer("axis", 2));
    return names;
  }

  /**
   * Adds the quantiles of one side, walking away from the median.
   *
   * @param direction -1 below the median: each column is put first; 1 above it: each is put last
   */
  private void addSide(List<String> columns, List<String> distances, int direction) {
    String inner = "median";
    String calibratedInner = "median";
    for (int i = 0; i < distances.size(); i++) {
      int quantile = gaps / 2 + direction * (i + 1);
      String name = "quantile." + quantile;
      inner = graph.node(direction < 0 ? "Sub" : "Add", name, List.of(inner, distances.get(i)));
      String moved = graph.node("Add", name + ".moved", List.of(inner, groups.offset(quantile)));
      calibratedInner =
          graph.node(
              direction < 0 ? "Min" : "Max", name + ".calibrated", List.of(moved, calibratedInner));
      columns.add(direction < 0 ? 0 : columns.size(), calibratedInner);
    }
  }
}
