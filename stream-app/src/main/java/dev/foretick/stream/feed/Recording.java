package dev.foretick.stream.feed;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.model.dataset.SeriesData;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/** Plays the rows of several series in the order of their times. One thread owns it. */
public final class Recording implements RecordSource {
  /*
   * A heap with one cursor for each series gives the next row in O(log series), without a copy of the rows. Series that
   * have rows at the same moment take turns in the order of the file.
   */
  private final List<SeriesData> series;
  private final ObservationRecords records;
  private final boolean endless;
  private final long first;
  private final long round;
  private final long rows;
  private final PriorityQueue<Cursor> cursors =
      new PriorityQueue<>(Comparator.comparingLong(Cursor::time).thenComparingInt(Cursor::order));
  private final double[] channels;
  private long shift;

  /**
   * Prepares to play from the first row.
   *
   * @param start the moment that the first row is given in the place of its own; its others follow
   *     at their distances
   * @param loop how long after the last row, at the end, the first follows once more, all times
   *     moved on; without it the recording ends
   */
  public Recording(
      List<SeriesData> series,
      ObservationRecords records,
      Optional<Instant> start,
      Optional<Duration> loop) {
    this.series = List.copyOf(series);
    this.records = records;
    this.endless = loop.isPresent();
    this.first = series.stream().mapToLong(data -> data.time(0)).min().orElse(0);
    long last = series.stream().mapToLong(data -> data.time(data.length() - 1)).max().orElse(0);
    this.round = loop.map(pause -> last - first + pause.toNanos()).orElse(0L);
    this.rows = series.stream().mapToLong(SeriesData::length).sum();
    this.channels = new double[series.isEmpty() ? 0 : series.get(0).channelCount()];
    this.shift = start.map(moment -> EpochNanos.of(moment) - first).orElse(0L);
    rewind();
  }

  @Override
  public Optional<FeedRecord> poll(Duration atMost) {
    Cursor next = cursors.poll();
    if (next == null) {
      return Optional.empty();
    }
    SeriesData data = series.get(next.order());
    for (int channel = 0; channel < channels.length; channel++) {
      channels[channel] = data.value(channel, next.row());
    }
    long time = Math.addExact(next.time(), shift);
    if (next.row() + 1 < data.length()) {
      cursors.add(new Cursor(next.order(), next.row() + 1, data.time(next.row() + 1)));
    } else if (endless && cursors.isEmpty()) {
      shift = Math.addExact(shift, round);
      rewind();
    }
    return Optional.of(records.of(data.id(), time, channels));
  }

  @Override
  public boolean isOver() {
    return cursors.isEmpty();
  }

  @Override
  public OptionalLong total() {
    return endless ? OptionalLong.empty() : OptionalLong.of(rows);
  }

  private void rewind() {
    for (int i = 0; i < series.size(); i++) {
      if (series.get(i).length() > 0) {
        cursors.add(new Cursor(i, 0, series.get(i).time(0)));
      }
    }
  }

  private record Cursor(int order, int row, long time) {}
}
