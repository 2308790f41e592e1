package dev.foretick.model.bundle;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.dataset.SeriesSchema;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.scaling.WindowScaling;
import java.util.List;
import java.util.Map;

/**
 * What a bundle says about itself, as {@code manifest.json}.
 *
 * @param format {@value #FORMAT}
 * @param formatVersion {@value #FORMAT_VERSION}; raised when older software cannot read the file
 * @param model what forecasts call it
 * @param point what the middle of each forecast is
 * @param levels the quantile levels
 * @param entries the other entries of the file by name
 */
record Manifest(
    String format,
    int formatVersion,
    Provenance provenance,
    String model,
    PointForecast point,
    WindowSpec window,
    SeriesSchema schema,
    NetworkSpec network,
    WindowScaling scaling,
    List<Double> levels,
    Map<String, Entry> entries) {

  static final String FORMAT = "foretick-model";
  static final int FORMAT_VERSION = 2;

  /** More levels than any forecast wants, few enough that no shape overflows. */
  private static final int MAX_LEVELS = 1_000;

  /** Values of one window, of which there is one for each series and many in a batch. */
  private static final int MAX_WINDOW_LENGTH = 4_000_000;

  /** Numbers of one forecast, which each window of a batch has room for. */
  private static final int MAX_FORECAST_LENGTH = 200_000;

  Manifest {
    levels = List.copyOf(levels);
    entries = Map.copyOf(entries);
    if (levels.size() > MAX_LEVELS) {
      throw new IllegalArgumentException(
          "levels: %d (expected: at most %d)".formatted(levels.size(), MAX_LEVELS));
    }
    if (window.windowLength() > MAX_WINDOW_LENGTH) {
      throw new IllegalArgumentException(
          "channels and input-size: %d by %d (expected: at most %d values a window)"
              .formatted(window.channels(), window.inputSize(), MAX_WINDOW_LENGTH));
    }
    if (window.horizon() * levels.size() > MAX_FORECAST_LENGTH) {
      throw new IllegalArgumentException(
          "horizon and levels: %d by %d (expected: at most %d numbers a forecast)"
              .formatted(window.horizon(), levels.size(), MAX_FORECAST_LENGTH));
    }
  }

  /**
   * Size and checksum of an entry.
   *
   * @param size bytes before compression
   * @param sha256 of those bytes, in hex
   */
  record Entry(long size, String sha256) {}
}
