package dev.foretick.stream.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The series of a store as they are now, for those who look and change nothing. */
public final class SeriesLookup {
  private final Collection<PartitionState> partitions;

  SeriesLookup(Collection<PartitionState> partitions) {
    this.partitions = partitions;
  }

  /**
   * A series by its id in UTF-8; null if it is not there. Where the topic has got more partitions
   * it may have moved to another one: then the one that is not idle.
   */
  public @Nullable SeriesState find(byte[] key) {
    int hash = IdHash.of(key, 0, key.length);
    SeriesState newest = null;
    for (PartitionState partition : partitions) {
      SeriesState found = partition.series().find(key, 0, key.length, hash);
      if (found != null && (newest == null || found.touchedMillis() > newest.touchedMillis())) {
        newest = found;
      }
    }
    return newest;
  }

  /** The series that have been idle the shortest, of each partition at most so many. */
  public List<SeriesState> newest(int most) {
    List<SeriesState> found = new ArrayList<>();
    for (PartitionState partition : partitions) {
      SeriesState series = partition.series().newest();
      for (int i = 0; i < most && series != null; i++) {
        found.add(series);
        series = series.older;
      }
    }
    return found;
  }

  /** Begins to look through all series. */
  public SeriesScan scan() {
    return new SeriesScan(partitions.stream().map(PartitionState::series).toList());
  }
}
