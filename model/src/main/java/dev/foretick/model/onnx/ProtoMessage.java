package dev.foretick.model.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One message in the wire format of Protocol Buffers, written field by field. Small enough to be
 * part of a server, so that a graph can be built where it runs.
 */
final class ProtoMessage {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int VARINT_BITS = 7;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** A number; negative ones take ten bytes. */
  ProtoMessage number(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  ProtoMessage text(int field, String value) {
    return delimited(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtoMessage message(int field, ProtoMessage value) {
    tag(field, LENGTH_DELIMITED);
    varint(value.bytes.size());
    bytes.writeBytes(value.toByteArray());
    return this;
  }

  /** What the buffer has left, in the order that it has. */
  ProtoMessage raw(int field, ByteBuffer value) {
    byte[] copy = new byte[value.remaining()];
    value.get(copy);
    return delimited(field, copy);
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  private ProtoMessage delimited(int field, byte[] value) {
    tag(field, LENGTH_DELIMITED);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  private void tag(int field, int type) {
    varint(((long) field << 3) | type);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & (-1L << VARINT_BITS)) != 0) {
      bytes.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= VARINT_BITS;
    }
    bytes.write((int) rest);
  }
}
