package dev.foretick.common.series;

/**
 * The name of one time series within a topic, such as a ticker symbol or a sensor id.
 *
 * @param value 1 to {@value #MAX_LENGTH} characters
 */
public record SeriesId(String value) {
  public static final int MAX_LENGTH = 512;

  public SeriesId {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "series id: %d characters (expected: 1 to %d)".formatted(value.length(), MAX_LENGTH));
    }
    // Half of a surrogate pair has no UTF-8 form, so that no forecast of the series could be
    // published.
    if (hasHalfPair(value)) {
      throw new IllegalArgumentException("series id: half a character (expected: Unicode text)");
    }
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean hasHalfPair(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))
          && !Character.isSupplementaryCodePoint(text.codePointAt(i++))) {
        return true;
      }
    }
    return false;
  }
}
