package dev.foretick.common.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Bytes to text, refusing what is not UTF-8. */
final class Utf8 {
  private static final char REPLACEMENT = '\uFFFD';
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Utf8() {}

  /** Decodes the value of a record; a leading byte order mark is dropped. */
  static String message(byte[] value) {
    String text = decode("value", value);
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /**
   * Decodes all bytes.
   *
   * @param what what the bytes are, for the complaint
   */
  static String decode(String what, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    // The JDK's fast path puts a replacement character where bytes are wrong. Only a text that
    // holds one is worth the
    // slow path, which tells such a place from a replacement character that was sent.
    if (text.indexOf(REPLACEMENT) >= 0) {
      requireValid(what, bytes);
    }
    return text;
  }

  private static void requireValid(String what, byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer source = ByteBuffer.wrap(bytes);
    CoderResult result = decoder.decode(source, CharBuffer.allocate(bytes.length), true);
    if (result.isError()) {
      throw new MalformedRecordException(
          what,
          "byte 0x%02x at offset %d".formatted(bytes[source.position()], source.position()),
          "UTF-8");
    }
  }
}
