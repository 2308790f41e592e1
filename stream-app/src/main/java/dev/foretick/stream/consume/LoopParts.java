package dev.foretick.stream.consume;

import dev.foretick.common.wire.ObservationCodec;
import dev.foretick.stream.config.Emit;
import dev.foretick.stream.http.LoopHealth;
import dev.foretick.stream.inference.MicroBatch;
import dev.foretick.stream.lifecycle.StopFlag;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.publish.DeadLetters;
import dev.foretick.stream.publish.Delivery;
import dev.foretick.stream.publish.ForecastPublisher;
import dev.foretick.stream.publish.Snapshots;
import dev.foretick.stream.score.LiveScorer;
import dev.foretick.stream.state.SeriesStore;
import dev.foretick.stream.watch.LoopWatch;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * What one loop is made of and owns: nothing of it is shared with another loop.
 *
 * @param model that it starts with, closed by the loop's thread
 * @param inbox where it finds the next one
 * @param watch what it tells those who watch its series
 */
public record LoopParts(
    Consumer<byte[], byte[]> consumer,
    Delivery delivery,
    LoopModel model,
    ModelInbox inbox,
    ObservationCodec codec,
    SeriesStore store,
    MicroBatch batch,
    Emit emit,
    EventTime eventTime,
    ForecastPublisher publisher,
    DeadLetters deadLetters,
    Optional<LiveScorer> scorer,
    Snapshots snapshots,
    Restore restore,
    LoopHealth health,
    StopFlag stop,
    LoopMetrics metrics,
    LoopWatch watch,
    Clock clock) {}
