package dev.foretick.stream.consume;

import dev.foretick.stream.inference.MicroBatch;
import dev.foretick.stream.publish.ForecastPublisher;
import dev.foretick.stream.score.LiveScorer;
import dev.foretick.stream.state.SeriesStore;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model that a loop forecasts with, and its change for another. The loop's thread owns it: what
 * it calls between two batches is never within a call of the model that goes.
 */
final class ModelSwap implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ModelSwap.class);

  private final ModelInbox inbox;
  private final MicroBatch batch;
  private final ForecastPublisher publisher;
  private final SeriesStore store;
  private final Optional<LiveScorer> scorer;
  private LoopModel current;

  ModelSwap(LoopParts parts) {
    this.inbox = parts.inbox();
    this.batch = parts.batch();
    this.publisher = parts.publisher();
    this.store = parts.store();
    this.scorer = parts.scorer();
    this.current = parts.model();
  }

  /** Goes over to the model that waits, if there is one. */
  void takeNext() {
    LoopModel next = inbox.take();
    if (next == null) {
      return;
    }
    LoopModel old = current;
    current = next;
    batch.use(next.guarded());
    publisher.serve(next.served());
    scorer.ifPresent(live -> live.serve(next.served().name(), next.served().version()));
    if (!next.groups().equals(old.groups())) {
      store.regroup(next::groupOf);
    }
    close(old);
    next.whenTaken().run();
  }

  /** Frees the model at hand and the one that waits, after the last batch. */
  @Override
  public void close() {
    inbox.close();
    close(current);
  }

  private static void close(LoopModel model) {
    try {
      model.forecaster().close();
    } catch (RuntimeException e) {
      log.warn("A model could not be closed in order: {}", e.toString());
    }
  }
}
