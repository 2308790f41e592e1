package dev.foretick.stream.watch;

import dev.foretick.common.series.SeriesId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Which series are followed though nobody watches them, so that whoever comes sees at once how
 * earlier forecasts turned out: those of a list, and all of a server that has few. One for all of
 * its loops.
 */
public final class KeptSeries {
  private final List<byte[]> listed;
  private final Set<ByteBuffer> keys;
  private final int few;

  /** How many series the loops have. */
  private final AtomicInteger present = new AtomicInteger();

  private KeptSeries(List<byte[]> listed, int few) {
    this.listed = listed;
    this.keys = listed.stream().map(ByteBuffer::wrap).collect(Collectors.toUnmodifiableSet());
    this.few = few;
  }

  /** None but those that are watched. */
  public static KeptSeries none() {
    return new KeptSeries(List.of(), -1);
  }

  /** Those of a list, by name the first of them if it is long, and all if they are few. */
  public static KeptSeries of(Set<SeriesId> list) {
    return new KeptSeries(
        list.stream()
            .sorted(Comparator.comparing(SeriesId::value))
            .limit(Watching.MOST_SERIES)
            .map(id -> id.value().getBytes(StandardCharsets.UTF_8))
            .toList(),
        Watching.MOST_SERIES);
  }

  /** Ids in UTF-8; not copied. */
  List<byte[]> listed() {
    return listed;
  }

  boolean isListed(ByteBuffer key) {
    return keys.contains(key);
  }

  /** A loop has so many series more than before, or fewer; says whether all of them are kept. */
  boolean areFew(int more) {
    return (more == 0 ? present.get() : present.addAndGet(more)) <= few;
  }
}
