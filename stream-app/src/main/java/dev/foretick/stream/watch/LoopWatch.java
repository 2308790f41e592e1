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
   * it between two batches. While there is none, all of it costs the loop one volatile read a turn and a look at an
   * empty map a batch.
   */
  private final Supplier<String> model;
  private final LongSupplier nanoTicker;

  /** Whether there are any wishes. */
  private volatile boolean wanted;

  /** What is wished for; under the lock. */
  private final Map<ByteBuffer, Trace> traces = new HashMap<>();

  private final Queue<SeriesSearch> searches = new ArrayDeque<>();

  /** A copy of the above for the batch at hand, the loop's own. */
  private Map<ByteBuffer, Trace> watched = Map.of();

  private boolean busy;

  /**
   * A watch that nobody keeps yet.
   *
   * @param model name of the model that serves
   */
  LoopWatch(Supplier<String> model, LongSupplier nanoTicker) {
    this.model = model;
    this.nanoTicker = nanoTicker;
  }

  /** Of a loop that nobody can watch. */
  public static LoopWatch none() {
    return new LoopWatch(() -> "", System::nanoTime);
  }

  /** Does what was asked for, a little at a time, between two batches. */
  public void attend(SeriesStore store) {
    if (wanted) {
      attendTo(store);
    }
  }

  /** Whether something that was asked for is not done, so that the loop should soon be back. */
  public boolean isBusy() {
    return busy;
  }

  /** A series has taken in an arrival of the batch at hand, which is answered or not. */
  public void observed(Arrivals arrivals, int arrival, SeriesState series, Answers answers) {
    if (watched.isEmpty()) {
      return;
    }
    Trace trace = watched.get(ByteBuffer.wrap(series.key()));
    if (trace != null) {
      trace.observed(arrivals, arrival, series, answers);
    }
  }

  synchronized void add(Trace trace) {
    traces.put(ByteBuffer.wrap(trace.series().key()), trace);
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

  private void attendTo(SeriesStore store) {
    SeriesSearch search = takeWishes();
    watched.values().forEach(trace -> trace.find(store, model.get()));
    if (search != null && search.goOn(store)) {
      busy = done(search);
    }
  }

  private synchronized @Nullable SeriesSearch takeWishes() {
    long now = nanoTicker.getAsLong();
    traces.values().removeIf(trace -> trace.series().forget(now));
    watched = Map.copyOf(traces);
    busy = !searches.isEmpty();
    wanted = busy || !traces.isEmpty();
    return searches.peek();
  }

  /** Says whether there are more. */
  private synchronized boolean done(SeriesSearch search) {
    searches.remove(search);
    return !searches.isEmpty();
  }
}
