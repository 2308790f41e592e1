package dev.foretick.stream.score;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Which model a forecast is of, as scores say. */
record ScoredModel(String name, String version) {
  /** Bytes that {@link #write} takes. */
  int encodedLength() {
    return 2 * Short.BYTES + utf8(name).length + utf8(version).length;
  }

  void write(ByteBuffer target) {
    put(target, utf8(name));
    put(target, utf8(version));
  }

  static ScoredModel read(ByteBuffer source) {
    return new ScoredModel(text(source), text(source));
  }

  private static void put(ByteBuffer target, byte[] text) {
    target.putShort((short) text.length).put(text);
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

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
