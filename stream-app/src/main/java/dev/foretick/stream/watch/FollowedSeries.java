package dev.foretick.stream.watch;

import dev.foretick.stream.inference.Answers;
import dev.foretick.stream.state.Arrivals;
import dev.foretick.stream.state.SeriesState;
import dev.foretick.stream.state.SeriesStore;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The series of one loop whose observations are told: those that somebody watches, and those that
 * are {@linkplain KeptSeries kept}. The loop's thread owns it.
 */
final class FollowedSeries {
  /** Those that are listed and those that are watched, which may not be here, and few others. */
  private static final int MOST = 3 * Watching.MOST_SERIES;

  private final KeptSeries kept;
  private final Function<byte[], Trace> newTrace;
  private final Map<ByteBuffer, Trace> traces = new HashMap<>();
  private KeyFilter filter;
  private int counted;
  private boolean all;

  /**
   * Follows those that are listed.
   *
   * @param newTrace makes one of a series by its id in UTF-8
   */
  FollowedSeries(KeptSeries kept, Function<byte[], Trace> newTrace) {
    this.kept = kept;
    this.newTrace = newTrace;
    kept.listed().forEach(key -> traces.put(ByteBuffer.wrap(key), newTrace.apply(key)));
    filter = new KeyFilter(kept.listed());
  }

  /** So many series the loop has now, which may be few or no more so. */
  void count(int size) {
    boolean before = all;
    all = kept.areFew(size - counted);
    counted = size;
    if (before && !all) {
      leaveOthers();
    }
  }

  /** These are watched now, and no others. What is known of them already goes over to them. */
  void watch(Map<ByteBuffer, Trace> watched) {
    watched.forEach(
        (key, trace) -> {
          Trace before = traces.put(key, trace);
          if (before != null && before != trace) {
            trace.takeOver(before);
          }
        });
    traces.forEach((key, trace) -> trace.watched(watched.containsKey(key)));
    if (!all) {
      leaveOthers();
    }
  }

  /** Looks between two batches for what there is to tell of each. */
  void find(SeriesStore store, Supplier<String> model) {
    if (!traces.isEmpty()) {
      String name = model.get();
      traces
          .entrySet()
          .removeIf(
              each ->
                  !each.getValue().find(store, name) && !isToStay(each.getKey(), each.getValue()));
    }
  }

  /** A series has taken in an arrival of the batch at hand, which is answered or not. */
  void observed(Arrivals arrivals, int arrival, SeriesState series, Answers answers) {
    if (!all && (traces.isEmpty() || !filter.passes(series.key()))) {
      return;
    }
    ByteBuffer key = ByteBuffer.wrap(series.key());
    Trace trace = traces.get(key);
    if (trace == null && all && traces.size() < MOST) {
      trace = newTrace.apply(series.key());
      traces.put(key, trace);
    }
    if (trace != null) {
      trace.observed(arrivals, arrival, series, answers);
    }
  }

  private void leaveOthers() {
    traces.entrySet().removeIf(each -> !isToStay(each.getKey(), each.getValue()));
    filter = new KeyFilter(traces.values().stream().map(Trace::key).toList());
  }

  /** Whether a series is followed even if there are many and it is not here. */
  private boolean isToStay(ByteBuffer key, Trace trace) {
    return trace.isWatched() || kept.isListed(key);
  }
}
