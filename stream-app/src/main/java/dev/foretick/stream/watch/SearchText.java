package dev.foretick.stream.watch;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;

/**
 * A part of a series id that is looked for, whatever the case of its letters A to Z. Ids that begin
 * with it come first.
 */
final class SearchText {
  private final String text;
  private final byte[] folded;

  SearchText(String text) {
    this.text = fold(text);
    this.folded = this.text.getBytes(StandardCharsets.UTF_8);
  }

  boolean isEmpty() {
    return folded.length == 0;
  }

  /** Whether an id in UTF-8 contains it. */
  boolean isIn(byte[] key) {
    for (int from = 0; from <= key.length - folded.length; from++) {
      if (isAt(key, from)) {
        return true;
      }
    }
    return false;
  }

  /** The most recent first where nothing is looked for, else by name. */
  Comparator<SeriesMatch> order() {
    Comparator<SeriesMatch> byName = Comparator.comparing(SeriesMatch::id);
    return isEmpty()
        ? Comparator.comparingLong(SeriesMatch::lastMillis).reversed().thenComparing(byName)
        : Comparator.<SeriesMatch, Boolean>comparing(match -> !fold(match.id()).startsWith(text))
            .thenComparing(byName);
  }

  private boolean isAt(byte[] key, int from) {
    for (int i = 0; i < folded.length; i++) {
      if (fold(key[from + i]) != folded[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte fold(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? (byte) (letter + 'a' - 'A') : letter;
  }

  private static String fold(String text) {
    return text.chars().anyMatch(letter -> letter > 0x7f)
        ? foldAscii(text)
        : text.toLowerCase(Locale.ROOT);
  }

  private static String foldAscii(String text) {
    StringBuilder folded = new StringBuilder(text);
    for (int i = 0; i < folded.length(); i++) {
      char letter = folded.charAt(i);
      if (letter >= 'A' && letter <= 'Z') {
        folded.setCharAt(i, (char) (letter + 'a' - 'A'));
      }
    }
    return folded.toString();
  }
}
