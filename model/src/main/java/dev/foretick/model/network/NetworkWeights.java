package dev.foretick.model.network;

import dev.foretick.common.window.WindowSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The learnt numbers of a network by name. With {@code H} hidden units, {@code I} inputs, {@code h}
 * horizon and {@code Q} quantiles:
 *
 * <ul>
 *   <li>{@code conv<i>.weight [filters, I, kernel]}, {@code conv<i>.bias [filters]}
 *   <li>{@code lstm<i>.input [4H, I]}, {@code lstm<i>.recurrent [4H, H]}, {@code lstm<i>.bias
 *       [4H]}; the four blocks of rows are the input gate, output gate, forget gate and cell
 *       candidate, the order of the ONNX operator LSTM
 *   <li>{@code location.weight [h, H]}, {@code location.bias [h]}: the median of each step
 *   <li>{@code spread.weight [h(Q-1), H]}, {@code spread.bias [h(Q-1)]}: before softplus, the
 *       distances between neighbouring quantiles; row {@code step * (Q-1) + j}, where j counts the
 *       {@code Q/2} gaps below the median from the median outward and then the {@code Q/2} gaps
 *       above it from the median outward
 *   <li>{@code highway.weight [h, channels * inputSize]}, {@code highway.bias [h]}: if the spec has
 *       a highway
 * </ul>
 */
public final class NetworkWeights {
  private final Map<String, Tensor> tensors;

  private NetworkWeights(Map<String, Tensor> tensors) {
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /**
   * Takes the weights of a network after checking that each is there, of the right shape and
   * finite.
   *
   * @throws IllegalArgumentException with the first name that is missing, unexpected, of another
   *     shape or not finite
   */
  public static NetworkWeights of(
      NetworkSpec spec, WindowSpec window, int quantiles, Map<String, Tensor> tensors) {
    Map<String, int[]> expected = shapes(spec, window, quantiles);
    for (String name : tensors.keySet()) {
      if (!expected.containsKey(name)) {
        throw new IllegalArgumentException(
            "weights: unexpected '%s' (expected: %s)".formatted(name, expected.keySet()));
      }
    }
    Map<String, Tensor> ordered = new LinkedHashMap<>();
    expected.forEach((name, shape) -> ordered.put(name, requireShape(name, shape, tensors)));
    return new NetworkWeights(ordered);
  }

  /** Name and shape of every tensor, in the order of a bundle. */
  public static Map<String, int[]> shapes(NetworkSpec spec, WindowSpec window, int quantiles) {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    int inputs = window.channels();
    List<ConvBlock> blocks = spec.frontEnd();
    for (int i = 0; i < blocks.size(); i++) {
      ConvBlock block = blocks.get(i);
      shapes.put("conv" + i + ".weight", new int[] {block.filters(), inputs, block.kernel()});
      shapes.put("conv" + i + ".bias", new int[] {block.filters()});
      inputs = block.filters();
    }
    for (int i = 0; i < spec.lstmUnits().size(); i++) {
      int units = spec.lstmUnits().get(i);
      shapes.put("lstm" + i + ".input", new int[] {4 * units, inputs});
      shapes.put("lstm" + i + ".recurrent", new int[] {4 * units, units});
      shapes.put("lstm" + i + ".bias", new int[] {4 * units});
      inputs = units;
    }
    int horizon = window.horizon();
    int gaps = horizon * (quantiles - 1);
    shapes.put("location.weight", new int[] {horizon, inputs});
    shapes.put("location.bias", new int[] {horizon});
    if (gaps > 0) {
      shapes.put("spread.weight", new int[] {gaps, inputs});
      shapes.put("spread.bias", new int[] {gaps});
    }
    if (spec.highway()) {
      shapes.put("highway.weight", new int[] {horizon, window.windowLength()});
      shapes.put("highway.bias", new int[] {horizon});
    }
    return shapes;
  }

  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "weights: no '%s' (expected: one of %s)".formatted(name, tensors.keySet()));
    }
    return tensor;
  }

  public List<String> names() {
    return new ArrayList<>(tensors.keySet());
  }

  /** How many numbers there are in all. */
  public long count() {
    return tensors.values().stream().mapToLong(tensor -> tensor.values().length).sum();
  }

  private static Tensor requireShape(String name, int[] shape, Map<String, Tensor> tensors) {
    Tensor tensor = tensors.get(name);
    if (tensor == null || !Arrays.equals(tensor.shape(), shape)) {
      throw new IllegalArgumentException(
          "weights: '%s' is %s (expected: shape %s)"
              .formatted(name, tensor, Arrays.toString(shape)));
    }
    for (float value : tensor.values()) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "weights: '%s' holds %s (expected: finite numbers)".formatted(name, value));
      }
    }
    return tensor;
  }
}
