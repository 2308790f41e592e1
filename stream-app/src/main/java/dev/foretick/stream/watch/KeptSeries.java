package dev.foretick.stream.watch;

import dev.foretick.common.series.SeriesId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Which series are followed though nobody watches them, so that whoever comes sees at once how
 * earlier forecasts turned out: those of a list, and all of a server that has few. One for all of
 * its loops.
 */
public final class KeptSeries {
  private final Set<ByteBuffer> listed;
  private final int few;

  /** How many series the loops have. */
  private final AtomicInteger present = new AtomicInteger();

  private KeptSeries(Set<ByteBuffer> listed, int few) {
    this.listed = listed;
    this.few = few;
  }

  /** None but those that are watched. */
  public static KeptSeries none() {
    return new KeptSeries(Set.of(), -1);
  }

  /** Those of a list, by name the first of them if it is long, and all if they are few. */
  public static KeptSeries of(Set<SeriesId> list) {
    return new KeptSeries(
        list.stream()
            .sorted(Comparator.comparing(SeriesId::value))
            .limit(Watching.MOST_SERIES)
            .map(id -> ByteBuffer.wrap(id.value().getBytes(StandardCharsets.UTF_8)))
            .collect(Collectors.toUnmodifiableSet()),
        Watching.MOST_SERIES);
  }

  /** Ids in UTF-8. */
  Set<ByteBuffer> listed() {
    return listed;
  }

  boolean isListed(ByteBuffer key) {
    return listed.contains(key);
  }

  /** A loop has so many series more than before, or fewer; says whether all of them are kept. */
  boolean areFew(int more) {
    return (more == 0 ? present.get() : present.addAndGet(more)) <= few;
  }
}
