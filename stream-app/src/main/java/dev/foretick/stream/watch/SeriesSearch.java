package dev.foretick.stream.watch;

import dev.foretick.stream.state.SeriesScan;
import dev.foretick.stream.state.SeriesState;
import dev.foretick.stream.state.SeriesStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A question to one loop: which of its series match a text. The loop answers it bit by bit. */
final class SeriesSearch {
  /** Slots of the store that are looked at between two batches: about a millisecond. */
  static final int PIECE = 16_384;

  private final SearchText text;
  private final int limit;
  private final CompletableFuture<SeriesMatches> answer = new CompletableFuture<>();
  private final TreeSet<SeriesMatch> best;
  private @Nullable SeriesScan scan;
  private long matching;

  /**
   * Asks.
   *
   * @param limit the most series to be named
   */
  SeriesSearch(SearchText text, int limit) {
    this.text = text;
    this.limit = limit;
    this.best = new TreeSet<>(text.order());
  }

  /** What has been found, in the end; whoever does not wait for it any more cancels it. */
  CompletableFuture<SeriesMatches> answer() {
    return answer;
  }

  /** Goes on with the search, in the loop's thread; says whether it is over. */
  boolean goOn(SeriesStore store) {
    if (answer.isDone()) {
      return true;
    }
    if (text.isEmpty()) {
      store.lookup().newest(limit).forEach(this::add);
      matching = store.size();
    } else {
      if (scan == null) {
        scan = store.lookup().scan();
      }
      if (!scan.next(PIECE, this::consider)) {
        return false;
      }
    }
    List<SeriesMatch> found = new ArrayList<>(best);
    answer.complete(new SeriesMatches(found, matching, store.size()));
    return true;
  }

  private void consider(SeriesState series) {
    if (text.isIn(series.key())) {
      matching++;
      add(series);
    }
  }

  private void add(SeriesState series) {
    best.add(
        new SeriesMatch(new String(series.key(), StandardCharsets.UTF_8), series.touchedMillis()));
    if (best.size() > limit) {
      best.pollLast();
    }
  }
}
