package dev.foretick.stream.consume;

import dev.foretick.stream.config.Emit;
import dev.foretick.stream.inference.MicroBatch;
import dev.foretick.stream.inference.Reply;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.state.Arrival;
import dev.foretick.stream.state.SeriesState;
import dev.foretick.stream.state.SeriesStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Appends observations to their windows and hands over the windows that are due. */
final class WindowAppender {
  private final SeriesStore store;
  private final MicroBatch batch;
  private final Emit emit;
  private final LoopMetrics metrics;

  WindowAppender(SeriesStore store, MicroBatch batch, Emit emit, LoopMetrics metrics) {
    this.store = store;
    this.batch = batch;
    this.emit = emit;
    this.metrics = metrics;
  }

  /** One reply for each live observation that was appended, in order. */
  List<Reply> append(List<Arrival> arrivals) {
    List<Reply> replies = new ArrayList<>(arrivals.size());
    Map<SeriesState, Reply> latest = new LinkedHashMap<>();
    for (Arrival arrival : arrivals) {
      SeriesState series = store.append(arrival);
      if (arrival.replayed()) {
        continue;
      } else if (series == null) {
        metrics.late();
        continue;
      }
      Reply reply = new Reply(arrival, series);
      replies.add(reply);
      switch (emit) {
        case EVERY -> batch.add(reply);
        case LATEST -> latest.put(series, reply);
      }
    }
    latest.values().forEach(batch::add);
    return replies;
  }
}
