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
  }

  @Override
  public String toString() {
    return value;
  }
}
