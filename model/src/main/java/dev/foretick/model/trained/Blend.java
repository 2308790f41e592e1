package dev.foretick.model.trained;

import java.util.Locale;

/**
 * What a point forecast is made of: {@code network · model + seasonal · seasonal naive}, as
 * distances from the window's last value, so that the share that is left goes to the naive
 * forecast, whose distance is 0.
 *
 * @param network share of the model, 0 to 1
 * @param seasonal share of the seasonal naive forecast, 0 to 1; both together at most 1
 */
public record Blend(float network, float seasonal) {
  /** The model alone. */
  public static final Blend MODEL = new Blend(1, 0);

  private static final float TOLERANCE = 1e-6f;

  public Blend {
    if (!(network >= 0 && seasonal >= 0 && network + seasonal <= 1 + TOLERANCE)) {
      throw new IllegalArgumentException(
          "blend: %s of the model, %s of the seasonal naive (expected: >= 0, together <= 1)"
              .formatted(network, seasonal));
    }
  }

  /** Whether a naive forecast has a share. */
  public boolean mixed() {
    return !equals(MODEL);
  }

  /** The share of repeating the last value. */
  public float naive() {
    return Math.max(0, 1 - network - seasonal);
  }

  /**
   * What forecasts say in {@code model_used}: the forecasters with a share, such as {@code
   * cnn-lstm}, {@code cnn-lstm+seasonal-naive} or {@code naive}.
   */
  public String nameWith(String model) {
    StringBuilder name = new StringBuilder();
    append(name, model, network);
    append(name, "seasonal-naive", seasonal);
    append(name, "naive", naive());
    return name.toString();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%.2f model, %.2f seasonal naive, %.2f naive", network, seasonal, naive());
  }

  private static void append(StringBuilder name, String forecaster, float share) {
    if (share > TOLERANCE) {
      name.append(name.isEmpty() ? "" : "+").append(forecaster);
    }
  }
}
