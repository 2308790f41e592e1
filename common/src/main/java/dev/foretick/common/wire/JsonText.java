package dev.foretick.common.wire;

import java.nio.charset.StandardCharsets;

/**
 * What stands between the quotes of a JSON string, escaped as Jackson does it: quotes, backslashes
 * and control characters, and characters beyond U+FFFF as two halves ({@code \}{@code uD83D\}{@code
 * uDE00}); all others are plain UTF-8.
 */
final class JsonText {
  private static final int LONGEST_ESCAPE = 12;
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  // What follows a backslash, by control character; 0 where only the number will do.
  private static final byte[] SHORT = new byte[0x20];

  static {
    SHORT['\b'] = 'b';
    SHORT['\t'] = 't';
    SHORT['\n'] = 'n';
    SHORT['\f'] = 'f';
    SHORT['\r'] = 'r';
  }

  private JsonText() {}

  static void put(String text, JsonBytes out) {
    put(text.getBytes(StandardCharsets.UTF_8), out);
  }

  /**
   * Puts a text.
   *
   * @param utf8 well-formed UTF-8
   */
  static void put(byte[] utf8, JsonBytes out) {
    for (int i = 0; i < utf8.length; i++) {
      byte character = utf8[i];
      byte[] target = out.room(LONGEST_ESCAPE);
      int at = out.size();
      if (character >= 0x20 && character != '"' && character != '\\') {
        target[at++] = character;
      } else if (character >= 0) {
        at = escape(character, target, at);
      } else if (character < (byte) 0xF0) {
        target[at++] = character;
      } else {
        int codePoint =
            ((character & 0x07) << 18)
                | ((utf8[i + 1] & 0x3F) << 12)
                | ((utf8[i + 2] & 0x3F) << 6)
                | (utf8[i + 3] & 0x3F);
        at = number(Character.highSurrogate(codePoint), target, at);
        at = number(Character.lowSurrogate(codePoint), target, at);
        i += 3;
      }
      out.end(at);
    }
  }

  private static int escape(byte character, byte[] target, int at) {
    byte letter = character < SHORT.length ? SHORT[character] : character;
    if (letter == 0) {
      return number(character, target, at);
    }
    target[at] = '\\';
    target[at + 1] = letter;
    return at + 2;
  }

  /** Writes a backslash, a u and four hexadecimal digits. */
  private static int number(int unit, byte[] target, int at) {
    target[at] = '\\';
    target[at + 1] = 'u';
    for (int digit = 0; digit < 4; digit++) {
      target[at + 2 + digit] = HEX[(unit >> (12 - 4 * digit)) & 0xF];
    }
    return at + 6;
  }
}
