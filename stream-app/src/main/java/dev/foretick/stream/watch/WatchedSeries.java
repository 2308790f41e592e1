package dev.foretick.stream.watch;

import dev.foretick.common.series.SeriesId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A series that somebody watches, or did a moment ago: what was seen of it outlives a connection
 * that is made anew.
 */
final class WatchedSeries {
  /** How long after the last watcher has left a series is watched on. */
  static final Duration LINGER = Duration.ofSeconds(30);

  private final byte[] key;
  private int watchers;
  private long leftNanos;
  private boolean forgotten;

  WatchedSeries(SeriesId id) {
    this.key = id.value().getBytes(StandardCharsets.UTF_8);
  }

  /** The series id in UTF-8; not copied. */
  byte[] key() {
    return key;
  }

  /** Counts a watcher in, unless the series is forgotten already. */
  synchronized boolean enter() {
    if (!forgotten) {
      watchers++;
    }
    return !forgotten;
  }

  synchronized void leave(long nowNanos) {
    watchers--;
    leftNanos = nowNanos;
  }

  /** Forgets the series if nobody has watched it for a while; says whether it is forgotten. */
  synchronized boolean forget(long nowNanos) {
    forgotten |= watchers == 0 && nowNanos - leftNanos > LINGER.toNanos();
    return forgotten;
  }

  /** Forgets the series if nobody watches it; says whether it is forgotten. */
  synchronized boolean forgetUnwatched() {
    forgotten |= watchers == 0;
    return forgotten;
  }
}
