package dev.foretick.stream.live;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How many forecasts took at most how long, up to a moment.
 *
 * @param bounds of the buckets in milliseconds, ascending
 * @param counts of each bucket and those before it
 * @param total of all, also beyond the last bucket
 */
record LatencyCounts(double[] bounds, double[] counts, double total) {
  static LatencyCounts of(@Nullable Timer timer) {
    if (timer == null) {
      return new LatencyCounts(new double[0], new double[0], 0);
    }
    CountAtBucket[] buckets = timer.takeSnapshot().histogramCounts();
    double[] bounds = new double[buckets.length];
    double[] counts = new double[buckets.length];
    for (int i = 0; i < buckets.length; i++) {
      bounds[i] = buckets[i].bucket(TimeUnit.MILLISECONDS);
      counts[i] = buckets[i].count();
    }
    return new LatencyCounts(bounds, counts, timer.count());
  }

  /**
   * The latency in milliseconds that a share of the forecasts since {@code earlier} kept to,
   * assuming that they are spread evenly within a bucket; NaN if there were none or it is beyond
   * the last bucket.
   */
  double quantile(double share, LatencyCounts earlier) {
    if (earlier.bounds.length != bounds.length || total <= earlier.total) {
      return Double.NaN;
    }
    double wanted = share * (total - earlier.total);
    double below = 0;
    for (int i = 0; i < bounds.length; i++) {
      double within = counts[i] - earlier.counts[i];
      if (within >= wanted && within > below) {
        double from = i == 0 ? 0 : bounds[i - 1];
        return from + (bounds[i] - from) * (wanted - below) / (within - below);
      }
      below = within;
    }
    return Double.NaN;
  }
}
