package dev.foretick.stream.score;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Which model a forecast is of, as scores say. Immutable. */
final class ScoredModel {
  private final String name;
  private final String version;

  /** Both, each behind its length. */
  private final ByteBuffer encoded;

  ScoredModel(String name, String version) {
    this.name = name;
    this.version = version;
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    byte[] versionBytes = version.getBytes(StandardCharsets.UTF_8);
    this.encoded =
        ByteBuffer.allocate(2 * Short.BYTES + nameBytes.length + versionBytes.length)
            .putShort((short) nameBytes.length)
            .put(nameBytes)
            .putShort((short) versionBytes.length)
            .put(versionBytes)
            .flip();
  }

  String name() {
    return name;
  }

  String version() {
    return version;
  }

  /** Bytes that {@link #write} takes. */
  int encodedLength() {
    return encoded.remaining();
  }

  void write(ByteBuffer target) {
    target.put(encoded.duplicate());
  }

  static ScoredModel read(ByteBuffer source) {
    return new ScoredModel(text(source), text(source));
  }

  /** Whether this is what stands at the position of a buffer, which is then behind it. */
  boolean isWrittenAt(ByteBuffer source) {
    int length = encoded.remaining();
    if (source.remaining() < length || !source.slice(source.position(), length).equals(encoded)) {
      return false;
    }
    source.position(source.position() + length);
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof ScoredModel that && encoded.equals(that.encoded));
  }

  @Override
  public int hashCode() {
    return encoded.hashCode();
  }

  @Override
  public String toString() {
    return name + " " + version;
  }

  private static String text(ByteBuffer source) {
    int length = source.getShort();
    if (length < 0 || length > source.remaining()) {
      throw new IllegalArgumentException(
          "text: %d (expected: 0 to %d)".formatted(length, source.remaining()));
    }
    byte[] bytes = new byte[length];
    source.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
