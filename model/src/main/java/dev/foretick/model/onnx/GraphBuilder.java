package dev.foretick.model.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Writes an ONNX graph node by node. Every node is named after its one output, and every method
 * that adds a value returns the name by which later nodes refer to it.
 */
final class GraphBuilder {
  /** The name of the dimension that counts the windows of a batch. */
  private static final String BATCH = "N";

  /** The element types that our graphs have, by their numbers in {@code TensorProto.DataType}. */
  enum ElementType {
    FLOAT(1),
    INT64(7),
    DOUBLE(11);

    private final int number;

    ElementType(int number) {
      this.number = number;
    }
  }

  /** A named setting of a node, of the message {@code AttributeProto}. */
  record Attribute(ProtoMessage message) {}

  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_NAME = 3;
  private static final int NODE_OPERATOR = 4;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int NODE_DOC = 6;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_NAME = 2;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_DOC = 10;
  private static final int GRAPH_INPUT = 11;
  private static final int GRAPH_OUTPUT = 12;

  private static final int ATTRIBUTE_TYPE = 20;

  private final ProtoMessage graph = new ProtoMessage();
  private String section = "";

  /** Says what the nodes that follow are for: their doc string. */
  void section(String doc) {
    section = doc;
  }

  /** A float input of shape {@code [N, dimensions...]}. */
  String input(String name, String doc, int... dimensions) {
    graph.message(GRAPH_INPUT, valueInfo(name, doc, ElementType.FLOAT, dimensions));
    return name;
  }

  /** An input of 64-bit integers, one for each window: shape [N]. */
  void longInput(String name, String doc) {
    graph.message(GRAPH_INPUT, valueInfo(name, doc, ElementType.INT64));
  }

  /** A float output of shape {@code [N, dimensions...]}. */
  void output(String name, String doc, int... dimensions) {
    graph.message(GRAPH_OUTPUT, valueInfo(name, doc, ElementType.FLOAT, dimensions));
  }

  /** A constant of the given shape, row-major. */
  String floats(String name, float[] values, int... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    graph.message(GRAPH_INITIALIZER, tensor(name, ElementType.FLOAT, bytes, shape));
    return name;
  }

  /** A constant vector of 64-bit integers: axes, positions, shapes. */
  String longs(String name, long... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    graph.message(GRAPH_INITIALIZER, tensor(name, ElementType.INT64, bytes, values.length));
    return name;
  }

  /** A node with one output. */
  String node(String operator, String output, List<String> inputs, Attribute... attributes) {
    node(operator, inputs, List.of(output), attributes);
    return output;
  }

  /** A node with several outputs, named after the last; an empty name leaves an output out. */
  void node(String operator, List<String> inputs, List<String> outputs, Attribute... attributes) {
    ProtoMessage node = new ProtoMessage();
    inputs.forEach(input -> node.text(NODE_INPUT, input));
    outputs.forEach(output -> node.text(NODE_OUTPUT, output));
    node.text(NODE_NAME, outputs.get(outputs.size() - 1)).text(NODE_OPERATOR, operator);
    for (Attribute attribute : attributes) {
      node.message(NODE_ATTRIBUTE, attribute.message());
    }
    graph.message(GRAPH_NODE, node.text(NODE_DOC, section));
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

  String cast(String output, String input, ElementType type) {
    return node("Cast", output, List.of(input), integer("to", type.number));
  }

  /** The graph as {@code GraphProto}. */
  ProtoMessage build(String name, String doc) {
    return graph.text(GRAPH_NAME, name).text(GRAPH_DOC, doc);
  }

  static Attribute integer(String name, long value) {
    int integer = 2;
    return new Attribute(
        new ProtoMessage().text(1, name).number(3, value).number(ATTRIBUTE_TYPE, integer));
  }

  static Attribute integers(String name, int... values) {
    int integers = 7;
    ProtoMessage attribute = new ProtoMessage().text(1, name);
    Arrays.stream(values).forEach(value -> attribute.number(8, value));
    return new Attribute(attribute.number(ATTRIBUTE_TYPE, integers));
  }

  /** {@code TensorProto}: dimensions, element type, name, numbers. */
  private static ProtoMessage tensor(
      String name, ElementType type, ByteBuffer bytes, int... shape) {
    ProtoMessage tensor = new ProtoMessage();
    Arrays.stream(shape).forEach(dimension -> tensor.number(1, dimension));
    return tensor.number(2, type.number).text(8, name).raw(9, bytes);
  }

  /** {@code ValueInfoProto}: name, type with a shape, doc string. */
  private static ProtoMessage valueInfo(
      String name, String doc, ElementType type, int... dimensions) {
    ProtoMessage shape = new ProtoMessage().message(1, new ProtoMessage().text(2, BATCH));
    for (int dimension : dimensions) {
      shape.message(1, new ProtoMessage().number(1, dimension));
    }
    ProtoMessage tensorType = new ProtoMessage().number(1, type.number).message(2, shape);
    return new ProtoMessage()
        .text(1, name)
        .message(2, new ProtoMessage().message(1, tensorType))
        .text(3, doc);
  }
}
