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

  Manifest {
    levels = List.copyOf(levels);
    entries = Map.copyOf(entries);
    if (levels.size() > MAX_LEVELS) {
      throw new IllegalArgumentException(
          "levels: %d (expected: at most %d)".formatted(levels.size(), MAX_LEVELS));
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
