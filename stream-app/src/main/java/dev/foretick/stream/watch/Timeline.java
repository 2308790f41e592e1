package dev.foretick.stream.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The last moments of a series and its newest forecast. The loop's thread writes, any reads. */
public final class Timeline {
  /*
   * A ring that every reader reads at its own pace: the writer never waits, and knows of no reader. Each moment bears
   * its number, so that a reader who finds another one in its slot was too slow, and goes without. What a slow reader
   * misses is always the oldest.
   */
  private final long id;
  private final WatchShape shape;
  private final AtomicReferenceArray<@Nullable Moment> ring;
  private volatile long next;
  private volatile @Nullable ShownForecast forecast;

  /**
   * Starts without moments.
   *
   * @param id tells it from every other one of the server
   */
  Timeline(long id, WatchShape shape) {
    this.id = id;
    this.shape = shape;
    this.ring = new AtomicReferenceArray<>(shape.capacity());
  }

  public long id() {
    return id;
  }

  /** Number of the moment that comes next. */
  public long next() {
    return next;
  }

  /** Event time of the newest moment, in nanoseconds of the epoch; the least there is before it. */
  long newestNanos() {
    Moment newest = at(next - 1);
    return newest == null ? Long.MIN_VALUE : newest.epochNanos();
  }

  /** The newest forecast; null before the first. */
  public @Nullable ShownForecast forecast() {
    return forecast;
  }

  /**
   * The moments from a number on, as far as they are still there.
   *
   * @param most at most so many, the newest
   */
  public List<Moment> since(long number, int most) {
    long end = next;
    List<Moment> found = new ArrayList<>();
    for (long at = Math.max(number, Math.max(0, end - most)); at < end; at++) {
      Moment moment = at(at);
      if (moment == null) {
        // Overwritten meanwhile, and so is whatever was before it.
        found.clear();
      } else {
        found.add(moment);
      }
    }
    return found;
  }

  /** Takes in the next observation, and what the forecast after it says at the leads. */
  void append(long epochNanos, float[] values, float @Nullable [] said) {
    append(epochNanos, values, said, null);
  }

  /**
   * Takes in the next observation, and what the forecast after it says at the leads.
   *
   * @param seen what was forecast for it as far as that is known; the rest is looked for
   */
  void append(long epochNanos, float[] values, float @Nullable [] said, float @Nullable [] seen) {
    long number = next;
    float[] due = shape.unknown();
    for (int lead = 0; lead < shape.leads().size(); lead++) {
      Moment cutoff = at(number - shape.leads().get(lead));
      if (cutoff != null && cutoff.said() != null) {
        int from = lead * WatchShape.BOUNDS;
        System.arraycopy(cutoff.said(), from, due, from, WatchShape.BOUNDS);
      }
    }
    ring.set(
        slot(number),
        new Moment(number, epochNanos, values, WatchShape.completed(seen, due), said));
    next = number + 1;
  }

  void show(ShownForecast newest) {
    forecast = newest;
  }

  private @Nullable Moment at(long number) {
    if (number < 0) {
      return null;
    }
    Moment moment = ring.get(slot(number));
    return moment != null && moment.number() == number ? moment : null;
  }

  private int slot(long number) {
    return (int) (number & (ring.length() - 1));
  }
}
