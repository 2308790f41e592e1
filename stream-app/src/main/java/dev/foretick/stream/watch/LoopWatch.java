package dev.foretick.stream.watch;

import dev.foretick.stream.inference.Answers;
import dev.foretick.stream.state.Arrivals;
import dev.foretick.stream.state.SeriesState;
import dev.foretick.stream.state.SeriesStore;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one loop tells those who watch. The loop's thread calls {@link #attend}, {@link #isBusy} and
 * {@link #observed}; any thread may ask.
 */
public final class LoopWatch {
  /*
   * The state of a series is the loop's alone, so whoever wants to see it leaves a wish here, and the loop attends to
   * it between two batches. While there is none, and no series is kept, all of it costs the loop two volatile reads a
   * turn and a look at an empty map for each arrival.
   */
  private final FollowedSeries followed;
  private final Supplier<String> model;
  private final LongSupplier nanoTicker;

  /** Whether there are any wishes. */
  private volatile boolean wanted;

  /** What is wished for, and whether some of it is new; under the lock. */
  private final Map<ByteBuffer, Wish> wishes = new HashMap<>();

  private boolean changed;
  private final Queue<SeriesSearch> searches = new ArrayDeque<>();

  private boolean busy;

  private record Wish(WatchedSeries series, Trace trace) {}

  /**
   * A watch that nobody keeps yet.
   *
   * @param followed what the loop tells, its own
   * @param model name of the model that serves
   */
  LoopWatch(FollowedSeries followed, Supplier<String> model, LongSupplier nanoTicker) {
    this.followed = followed;
    this.model = model;
    this.nanoTicker = nanoTicker;
  }

  /** Does what was asked for, a little at a time, between two batches. */
  public void attend(SeriesStore store) {
    followed.count(store.size());
    SeriesSearch search = wanted ? takeWishes() : null;
    followed.find(store, model);
    if (search != null && search.goOn(store)) {
      busy = done(search);
    }
  }

  /** Whether something that was asked for is not done, so that the loop should soon be back. */
  public boolean isBusy() {
    return busy;
  }

  /** A series has taken in an arrival of the batch at hand, which is answered or not. */
  public void observed(Arrivals arrivals, int arrival, SeriesState series, Answers answers) {
    followed.observed(arrivals, arrival, series, answers);
  }

  /** Shows a series, by a trace of it, for as long as somebody watches it. */
  synchronized void add(WatchedSeries series, Trace trace) {
    wishes.put(ByteBuffer.wrap(series.key()), new Wish(series, trace));
    changed = true;
    wanted = true;
  }

  synchronized void ask(SeriesSearch search) {
    searches.add(search);
    wanted = true;
  }

  /** Whether anybody wants to know anything: if not, the loop has nothing to do here. */
  public boolean isWanted() {
    return wanted;
  }

  private synchronized @Nullable SeriesSearch takeWishes() {
    long now = nanoTicker.getAsLong();
    changed |= wishes.values().removeIf(wish -> wish.series().forget(now));
    if (changed) {
      Map<ByteBuffer, Trace> watched = new HashMap<>();
      wishes.forEach((key, wish) -> watched.put(key, wish.trace()));
      followed.watch(watched);
      changed = false;
    }
    busy = !searches.isEmpty();
    wanted = busy || !wishes.isEmpty();
    return searches.peek();
  }

  /** Says whether there are more. */
  private synchronized boolean done(SeriesSearch search) {
    searches.remove(search);
    return !searches.isEmpty();
  }
}
