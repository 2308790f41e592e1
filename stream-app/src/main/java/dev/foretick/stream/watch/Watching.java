package dev.foretick.stream.watch;

import dev.foretick.common.series.SeriesId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Who watches which series of a server, over all of its loops. */
public final class Watching {
  /** Series that are watched at once; each costs its loop a little for every observation. */
  public static final int MOST_SERIES = 96;

  private final WatchShape shape;
  private final KeptSeries kept;
  private final Supplier<String> model;
  private final LongSupplier nanoTicker;
  private final AtomicLong timelineIds;
  private final List<LoopWatch> loops = new CopyOnWriteArrayList<>();

  /** Those that entered first in front. */
  private final Map<SeriesId, Shared> series = new LinkedHashMap<>();

  private record Shared(WatchedSeries watched, List<Trace> traces) {}

  /**
   * Nobody watches yet.
   *
   * @param kept what is followed all the same
   * @param model name of the model that serves
   * @param firstId a number that no earlier run of the server has come near to
   */
  public Watching(
      WatchShape shape,
      KeptSeries kept,
      Supplier<String> model,
      LongSupplier nanoTicker,
      long firstId) {
    this.shape = shape;
    this.kept = kept;
    this.model = model;
    this.nanoTicker = nanoTicker;
    this.timelineIds = new AtomicLong(firstId);
  }

  public WatchShape shape() {
    return shape;
  }

  /** What a further loop tells. */
  public synchronized LoopWatch join() {
    LoopWatch loop = new LoopWatch(new FollowedSeries(kept, this::newTrace), model, nanoTicker);
    loops.add(loop);
    series.values().forEach(shared -> shared.traces().add(trace(shared.watched(), loop)));
    return loop;
  }

  /** Begins to watch a series; empty if too many are watched. */
  public synchronized Optional<Watch> watch(SeriesId id) {
    long now = nanoTicker.getAsLong();
    series.values().removeIf(shared -> shared.watched().forget(now));
    Shared shared = series.get(id);
    if (shared == null || !shared.watched().enter()) {
      if (series.size() >= MOST_SERIES && !forgetOne()) {
        return Optional.empty();
      }
      shared = begin(id);
    }
    return Optional.of(new Watch(shared.watched(), shared.traces(), nanoTicker));
  }

  /**
   * Looks for series by a part of their ids; the most recent ones if that is empty.
   *
   * @param limit the most series to be named
   * @param patience how long the loops may take to answer
   * @throws TimeoutException if they take longer
   */
  public SeriesMatches search(String text, int limit, Duration patience)
      throws TimeoutException, InterruptedException {
    SearchText searched = new SearchText(text);
    List<SeriesSearch> questions = new ArrayList<>();
    for (LoopWatch loop : loops) {
      SeriesSearch question = new SeriesSearch(searched, limit);
      questions.add(question);
      loop.ask(question);
    }
    try {
      return answers(questions, searched, limit, nanoTicker.getAsLong() + patience.toNanos());
    } finally {
      questions.forEach(question -> question.answer().cancel(false));
    }
  }

  private SeriesMatches answers(
      List<SeriesSearch> questions, SearchText text, int limit, long deadlineNanos)
      throws TimeoutException, InterruptedException {
    List<SeriesMatch> found = new ArrayList<>();
    long matching = 0;
    long searched = 0;
    for (SeriesSearch question : questions) {
      SeriesMatches answer;
      try {
        long left = Math.max(0, deadlineNanos - nanoTicker.getAsLong());
        answer = question.answer().get(left, TimeUnit.NANOSECONDS);
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
      found.addAll(answer.found());
      matching += answer.matching();
      searched += answer.searched();
    }
    found.sort(text.order());
    return new SeriesMatches(found.subList(0, Math.min(limit, found.size())), matching, searched);
  }

  private boolean forgetOne() {
    var each = series.values().iterator();
    while (each.hasNext()) {
      if (each.next().watched().forgetUnwatched()) {
        each.remove();
        return true;
      }
    }
    return false;
  }

  private Shared begin(SeriesId id) {
    WatchedSeries watched = new WatchedSeries(id);
    watched.enter();
    Shared begun = new Shared(watched, new CopyOnWriteArrayList<>());
    loops.forEach(loop -> begun.traces().add(trace(watched, loop)));
    series.remove(id);
    series.put(id, begun);
    return begun;
  }

  private Trace trace(WatchedSeries watched, LoopWatch loop) {
    Trace trace = newTrace(watched.key());
    loop.add(watched, trace);
    return trace;
  }

  private Trace newTrace(byte[] key) {
    return new Trace(key, shape, timelineIds::getAndIncrement);
  }
}
