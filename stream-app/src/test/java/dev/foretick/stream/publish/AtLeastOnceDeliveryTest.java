package dev.foretick.stream.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foretick.stream.http.Health;
import dev.foretick.stream.lifecycle.StopFlag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AtLeastOnceDeliveryTest {
  private static final TopicPartition PARTITION = new TopicPartition("in", 0);
  private static final Map<TopicPartition, OffsetAndMetadata> OFFSETS =
      Map.of(PARTITION, new OffsetAndMetadata(7));
  private static final ProducerRecord<byte[], byte[]> RECORD =
      new ProducerRecord<>("out", new byte[] {1});
  private static final ProducerRecord<byte[], byte[]> SMALLER =
      new ProducerRecord<>("out", new byte[0]);

  private final FailingConsumer consumer = new FailingConsumer();
  private final FailingProducer producer = new FailingProducer();
  private final StopFlag stop = new StopFlag();
  private final Health health = new Health(System::nanoTime, Duration.ofMinutes(1));
  private final Delivery delivery = new AtLeastOnceDelivery(producer, consumer, health, stop);

  /** Refuses the next records, each with its reason. */
  private static final class FailingProducer extends MockProducer<byte[], byte[]> {
    private List<RuntimeException> reasons = List.of();

    FailingProducer() {
      super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized void flush() {
      while (!reasons.isEmpty() && errorNext(reasons.get(0))) {
        reasons = reasons.subList(1, reasons.size());
        return;
      }
      while (completeNext()) {}
    }
  }

  /** Refuses the next commit. */
  private static final class FailingConsumer extends MockConsumer<byte[], byte[]> {
    private Optional<RuntimeException> reason = Optional.empty();

    FailingConsumer() {
      super("earliest");
    }

    @Override
    public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
      if (reason.isPresent()) {
        RuntimeException thrown = reason.get();
        reason = Optional.empty();
        throw thrown;
      }
      super.commitSync(offsets);
    }
  }

  @BeforeEach
  void assign() {
    consumer.assign(Set.of(PARTITION));
  }

  @Test
  void commit_commitsOffsetsAfterTheMessages() {
    CompletableFuture<Boolean> committedBefore = new CompletableFuture<>();
    delivery.send(new Message(RECORD, () -> committedBefore.complete(committed() != null)));

    delivery.commit(OFFSETS);

    assertThat(committedBefore).isCompletedWithValue(false);
    assertThat(committed()).isEqualTo(new OffsetAndMetadata(7));
  }

  @Test
  void message_thatIsNotAcknowledged_isSentAgainUntilItIs() {
    producer.reasons = List.of(new TimeoutException("away"), new TimeoutException("still away"));
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    delivery.send(new Message(RECORD, () -> acknowledged.complete(null)));

    delivery.commit(OFFSETS);

    assertThat(producer.history()).hasSize(3);
    assertThat(acknowledged).isCompleted();
    assertThat(committed()).isEqualTo(new OffsetAndMetadata(7));
  }

  @Test
  void stop_whileTheBrokerIsAway_leavesTheOffsetsUncommitted() {
    producer.reasons = List.of(new TimeoutException("away"));
    stop.request();
    delivery.send(new Message(RECORD));

    assertThatExceptionOfType(DeliveryStoppedException.class)
        .isThrownBy(() -> delivery.commit(OFFSETS));
    assertThat(committed()).isNull();
  }

  @Test
  void message_thatIsTooLarge_isReplaced() {
    producer.reasons = List.of(new RecordTooLargeException("1 MB"));
    delivery.send(new Message(RECORD, () -> {}, Optional.of(SMALLER)));

    delivery.commit(OFFSETS);

    assertThat(producer.history()).containsExactly(RECORD, SMALLER);
  }

  @Test
  void message_thatCanNeverArrive_endsTheLoop_withItsTopic() {
    producer.reasons = List.of(new TopicAuthorizationException("no right"));
    delivery.send(new Message(RECORD));

    assertThatExceptionOfType(KafkaException.class)
        .isThrownBy(() -> delivery.commit(OFFSETS))
        .withMessage("topic out: no right");
    assertThat(committed()).isNull();
  }

  @Test
  void offsets_whoseCommitFails_goWithTheNextOne() {
    consumer.reason = Optional.of(new TimeoutException("away"));
    delivery.commit(OFFSETS);
    assertThat(committed()).isNull();

    delivery.commit(Map.of());
    assertThat(committed()).isEqualTo(new OffsetAndMetadata(7));
  }

  @Test
  void offsets_whoseCommitMeetsARebalance_goWithTheNextOne() {
    health.restored(true);
    health.brokerReachable(true, "");
    consumer.reason = Optional.of(new RebalanceInProgressException("rebalance"));
    delivery.commit(OFFSETS);
    assertThat(committed()).isNull();
    assertThat(health.isReady()).isTrue();

    delivery.commit(Map.of());
    assertThat(committed()).isEqualTo(new OffsetAndMetadata(7));
  }

  @Test
  void offsets_ofAPartitionThatIsGone_areNotCommittedLater() {
    consumer.reason = Optional.of(new TimeoutException("away"));
    delivery.commit(OFFSETS);
    consumer.assign(Set.of(new TopicPartition("in", 1)));

    delivery.commit(Map.of());
    assertThat(committed()).isNull();
  }

  @Test
  void group_thatWentOnWithoutThisMember_isNoError() {
    consumer.reason = Optional.of(new CommitFailedException());
    delivery.commit(OFFSETS);
    delivery.commit(Map.of());

    assertThat(committed()).isNull();
  }

  @Test
  void close_givesUpAtOnce() throws Exception {
    delivery.send(new Message(RECORD));
    CompletableFuture.runAsync(delivery::close).get(5, TimeUnit.SECONDS);

    assertThat(producer.closed()).isTrue();
  }

  private @Nullable OffsetAndMetadata committed() {
    return consumer.committed(Set.of(PARTITION)).get(PARTITION);
  }
}
