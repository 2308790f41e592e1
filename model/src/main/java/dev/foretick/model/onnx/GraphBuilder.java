package dev.foretick.model.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;

/**
 * Writes an ONNX graph node by node. Every node is named after its one output, and every method
 * that adds a value returns the name by which later nodes refer to it.
 */
final class GraphBuilder {
  /** The name of the dimension that counts the windows of a batch. */
  private static final String BATCH = "N";

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private String section = "";

  /** Says what the nodes that follow are for: their doc string. */
  void section(String doc) {
    section = doc;
  }

  /** A float input of shape {@code [N, dimensions...]}. */
  String input(String name, String doc, int... dimensions) {
    graph.addInput(valueInfo(name, doc, TensorProto.DataType.FLOAT, dimensions));
    return name;
  }

  /** An input of 64-bit integers, one for each window: shape [N]. */
  void longInput(String name, String doc) {
    graph.addInput(valueInfo(name, doc, TensorProto.DataType.INT64));
  }

  /** A float output of shape {@code [N, dimensions...]}. */
  void output(String name, String doc, int... dimensions) {
    graph.addOutput(valueInfo(name, doc, TensorProto.DataType.FLOAT, dimensions));
  }

  /** A constant of the given shape, row-major. */
  String floats(String name, float[] values, int... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    TensorProto.Builder tensor = tensor(name, TensorProto.DataType.FLOAT, bytes);
    Arrays.stream(shape).forEach(tensor::addDims);
    graph.addInitializer(tensor);
    return name;
  }

  /** A constant vector of 64-bit integers: axes, positions, shapes. */
  String longs(String name, long... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    graph.addInitializer(tensor(name, TensorProto.DataType.INT64, bytes).addDims(values.length));
    return name;
  }

  /** A node with one output. */
  String node(
      String operator, String output, List<String> inputs, AttributeProto.Builder... attributes) {
    node(operator, inputs, List.of(output), attributes);
    return output;
  }

  /** A node with several outputs, named after the last; an empty name leaves an output out. */
  void node(
      String operator,
      List<String> inputs,
      List<String> outputs,
      AttributeProto.Builder... attributes) {
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(outputs.get(outputs.size() - 1))
            .setDocString(section)
            .addAllInput(inputs)
            .addAllOutput(outputs);
    Arrays.stream(attributes).forEach(node::addAttribute);
    graph.addNode(node);
  }

  /** The positions {@code from} to below {@code to} along an axis. */
  String slice(String output, String input, int axis, long from, long to) {
    return node(
        "Slice",
        output,
        List.of(
            input,
            longs(output + ".from", from),
            longs(output + ".to", to),
            longs(output + ".axis", axis)));
  }

  String cast(String output, String input, TensorProto.DataType type) {
    return node("Cast", output, List.of(input), integer("to", type.getNumber()));
  }

  GraphProto build(String name, String doc) {
    return graph.setName(name).setDocString(doc).build();
  }

  static AttributeProto.Builder integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value);
  }

  static AttributeProto.Builder integers(String name, int... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    Arrays.stream(values).forEach(attribute::addInts);
    return attribute;
  }

  private static TensorProto.Builder tensor(
      String name, TensorProto.DataType type, ByteBuffer bytes) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(type.getNumber())
        .setRawData(ByteString.copyFrom(bytes));
  }

  private static ValueInfoProto.Builder valueInfo(
      String name, String doc, TensorProto.DataType type, int... dimensions) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
    for (int dimension : dimensions) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dimension));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setDocString(doc)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)));
  }
}
