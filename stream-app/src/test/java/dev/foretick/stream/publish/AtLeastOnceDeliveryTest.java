package dev.foretick.stream.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foretick.stream.http.Health;
import dev.foretick.stream.http.LoopHealth;
import dev.foretick.stream.lifecycle.StopFlag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
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
  private final Health server = new Health(System::nanoTime, Duration.ofMinutes(1));
  private final LoopHealth health = server.loop();
  private final Delivery delivery =
      new AtLeastOnceDelivery(producer, consumer, Duration.ZERO, health, stop);

  @BeforeEach
  void assign() {
    consumer.assign(Set.of(PARTITION));
  }

  @Test
  void commit_commitsOffsetsAfterTheMessages() {
    CompletableFuture<Boolean> committedBefore = new CompletableFuture<>();
    delivery.send(RECORD, timestamp -> committedBefore.complete(committed() != null), 0);

    delivery.commit(OFFSETS, NoSnapshots.INSTANCE);
    assertThat(committed()).isNull();
    settle(delivery);

    assertThat(committedBefore).isCompletedWithValue(false);
    assertThat(committed()).isEqualTo(7);
  }

  @Test
  void message_thatIsNotAcknowledged_isSentAgainUntilItIs() {
    producer.refuseNext(new TimeoutException("away"), new TimeoutException("still away"));
    CompletableFuture<Long> acknowledged = new CompletableFuture<>();
    delivery.send(RECORD, acknowledged::complete, 17);

    delivery.commit(OFFSETS, NoSnapshots.INSTANCE);
    settle(delivery);

    assertThat(producer.history()).hasSize(3);
    assertThat(acknowledged).isCompletedWithValue(17L);
    assertThat(committed()).isEqualTo(7);
  }

  @Test
  void stop_whileTheBrokerIsAway_leavesTheOffsetsUncommitted() {
    producer.refuseNext(new TimeoutException("away"));
    stop.request();
    delivery.send(RECORD, Receipt.NONE, 0);
    delivery.commit(OFFSETS, NoSnapshots.INSTANCE);

    assertThatExceptionOfType(DeliveryStoppedException.class).isThrownBy(() -> settle(delivery));
    assertThat(committed()).isNull();
  }

  @Test
  void batch_thatWillNeverArrive_isNotCommittedAtTheEnd() {
    for (RuntimeException reason :
        List.of(new TimeoutException("away"), new TopicAuthorizationException("no right"))) {
      producer.refuseNext(reason);
      stop.request();
      Delivery ending = new AtLeastOnceDelivery(producer, consumer, Duration.ZERO, health, stop);
      ending.send(RECORD, Receipt.NONE, 0);
      ending.commit(OFFSETS, NoSnapshots.INSTANCE);
      assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> settle(ending));

      // What the consumer does when it leaves its group.
      settle(ending);
      assertThat(committed()).as(reason.toString()).isNull();
    }
  }

  @Test
  void commit_thatFailsLate_doesNotBringItsOffsetBack() {
    consumer.commitLate(true);
    delivery.commit(OFFSETS, NoSnapshots.INSTANCE);
    delivery.commit(Map.of(PARTITION, new OffsetAndMetadata(9)), NoSnapshots.INSTANCE);
    consumer.commitLate(false);
    settle(delivery);
    consumer.endLate(new TimeoutException("away"));
    delivery.commit(Map.of(), NoSnapshots.INSTANCE);
    assertThat(committed()).isEqualTo(9);
  }

  @Test
  void commit_thatFailsAfterThePartitionIsGone_isForgotten() {
    consumer.commitLate(true);
    delivery.commit(OFFSETS, NoSnapshots.INSTANCE);
    delivery.forget(Set.of(PARTITION));
    consumer.commitLate(false);
    consumer.endLate(new TimeoutException("away"));
    settle(delivery);
    assertThat(committed()).isNull();
  }

  @Test
  void health_recoversThoughNothingIsLeftToCommit() {
    server.brokerReachable(true, "");
    health.restored(true);
    producer.refuseNext(new TimeoutException("away"));
    delivery.send(RECORD, Receipt.NONE, 0);
    delivery.commit(OFFSETS, NoSnapshots.INSTANCE);
    producer.flush();
    delivery.commit(Map.of(), NoSnapshots.INSTANCE);
    assertThat(server.isReady()).isFalse();

    delivery.forget(Set.of(PARTITION));
    settle(delivery);
    delivery.commit(Map.of(), NoSnapshots.INSTANCE);
    assertThat(server.isReady()).isTrue();
  }

  @Test
  void message_thatIsTooLarge_isReplaced() {
    producer.refuseNext(new RecordTooLargeException("1 MB"));
    delivery.sendOrReplace(RECORD, SMALLER);

    delivery.commit(OFFSETS, NoSnapshots.INSTANCE);
    settle(delivery);

    assertThat(producer.history()).containsExactly(RECORD, SMALLER);
  }

  @Test
  void message_thatCanNeverArrive_endsTheLoop_withItsTopic() {
    producer.refuseNext(new TopicAuthorizationException("no right"));
    delivery.send(RECORD, Receipt.NONE, 0);
    delivery.commit(OFFSETS, NoSnapshots.INSTANCE);

    assertThatExceptionOfType(KafkaException.class)
        .isThrownBy(() -> settle(delivery))
        .withMessage("topic out: no right");
    assertThat(committed()).isNull();
  }

  @Test
  void offsets_whoseCommitFails_goWithTheNextOne() {
    consumer.refuseNext(new TimeoutException("away"));
    delivery.commit(OFFSETS, NoSnapshots.INSTANCE);
    assertThat(committed()).isNull();

    delivery.commit(Map.of(), NoSnapshots.INSTANCE);
    assertThat(committed()).isEqualTo(7);
  }

  @Test
  void offsets_whoseCommitMeetsARebalance_goWithTheNextOne() {
    health.restored(true);
    server.brokerReachable(true, "");
    consumer.refuseNext(new RebalanceInProgressException("rebalance"));
    delivery.commit(OFFSETS, NoSnapshots.INSTANCE);
    assertThat(committed()).isNull();
    assertThat(server.isReady()).isTrue();

    delivery.commit(Map.of(), NoSnapshots.INSTANCE);
    assertThat(committed()).isEqualTo(7);
  }

  @Test
  void offsets_ofAPartitionThatIsGone_areNotCommittedLater() {
    consumer.refuseNext(new TimeoutException("away"));
    delivery.commit(OFFSETS, NoSnapshots.INSTANCE);
    consumer.assign(Set.of(new TopicPartition("in", 1)));

    delivery.commit(Map.of(), NoSnapshots.INSTANCE);
    assertThat(committed()).isNull();
  }

  @Test
  void group_thatWentOnWithoutThisMember_isNoError() {
    consumer.refuseNext(new CommitFailedException());
    delivery.commit(OFFSETS, NoSnapshots.INSTANCE);
    delivery.commit(Map.of(), NoSnapshots.INSTANCE);

    assertThat(committed()).isNull();
  }

  @Test
  void offsets_thatKafkaRefusesForGood_endTheLoop() {
    consumer.refuseNext(new TopicAuthorizationException("no right"));
    delivery.commit(OFFSETS, NoSnapshots.INSTANCE);

    assertThatExceptionOfType(KafkaException.class)
        .isThrownBy(() -> delivery.commit(Map.of(), NoSnapshots.INSTANCE))
        .withMessage("offsets: no right");
  }

  @Test
  void commit_ofManyBatches_waitsForTheOldest_andCommitsInOrder() throws Exception {
    for (int offset = 1; offset <= 3; offset++) {
      delivery.send(RECORD, Receipt.NONE, 0);
      delivery.commit(Map.of(PARTITION, new OffsetAndMetadata(offset)), NoSnapshots.INSTANCE);
    }
    delivery.send(RECORD, Receipt.NONE, 0);
    CompletableFuture<Void> fourth =
        CompletableFuture.runAsync(
            () ->
                delivery.commit(Map.of(PARTITION, new OffsetAndMetadata(4)), NoSnapshots.INSTANCE));
    assertThatExceptionOfType(java.util.concurrent.TimeoutException.class)
        .isThrownBy(() -> fourth.get(200, TimeUnit.MILLISECONDS));
    assertThat(committed()).isNull();

    producer.completeNext();
    fourth.get(5, TimeUnit.SECONDS);
    assertThat(committed()).isEqualTo(1);

    settle(delivery);
    assertThat(committed()).isEqualTo(4);
  }

  @Test
  void offsets_behindABatchThatIsUnderWay_wait() {
    delivery.send(RECORD, Receipt.NONE, 0);
    delivery.commit(OFFSETS, NoSnapshots.INSTANCE);
    delivery.commit(Map.of(PARTITION, new OffsetAndMetadata(8)), NoSnapshots.INSTANCE);
    assertThat(committed()).isNull();

    settle(delivery);
    assertThat(committed()).isEqualTo(8);
  }

  @Test
  void commits_keepTheirDistance_butNotWhenTheBatchesAreSettled() {
    Delivery patient =
        new AtLeastOnceDelivery(producer, consumer, Duration.ofHours(1), health, stop);
    patient.commit(OFFSETS, NoSnapshots.INSTANCE);
    assertThat(committed()).isEqualTo(7);

    patient.commit(Map.of(PARTITION, new OffsetAndMetadata(8)), NoSnapshots.INSTANCE);
    assertThat(committed()).isEqualTo(7);

    settle(patient);
    assertThat(committed()).isEqualTo(8);
  }

  @Test
  void forget_ofAPartition_dropsWhatIsUnderWay() {
    delivery.send(RECORD, Receipt.NONE, 0);
    delivery.commit(OFFSETS, NoSnapshots.INSTANCE);
    delivery.forget(Set.of(PARTITION));
    settle(delivery);

    assertThat(committed()).isNull();
  }

  @Test
  void close_letsGoOfALoopThatWaitsForTheBroker() throws Exception {
    delivery.send(RECORD, Receipt.NONE, 0);
    delivery.commit(OFFSETS, NoSnapshots.INSTANCE);
    producer.stick();
    CompletableFuture<Void> settling = CompletableFuture.runAsync(delivery::settle);
    // It waits a second at a time.
    assertThatExceptionOfType(java.util.concurrent.TimeoutException.class)
        .isThrownBy(() -> settling.get(300, TimeUnit.MILLISECONDS));
    stop.request();
    delivery.close();
    producer.abort();

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> settling.get(5, TimeUnit.SECONDS))
        .withCauseInstanceOf(DeliveryStoppedException.class);
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void settle_afterClose_waitsForNothing() {
    consumer.refuseNext(new TimeoutException("away"));
    delivery.commit(OFFSETS, NoSnapshots.INSTANCE);
    delivery.close();

    // What the consumer does when it leaves its group.
    delivery.settle();
    assertThat(committed()).isNull();
  }

  /** Settles while the broker answers. */
  private void settle(Delivery settled) {
    CompletableFuture<Void> settling = CompletableFuture.runAsync(settled::settle);
    while (!settling.isDone()) {
      producer.flush();
      Thread.onSpinWait();
    }
    try {
      settling.join();
    } catch (CompletionException e) {
      throw (RuntimeException) Objects.requireNonNull(e.getCause());
    }
  }

  private @Nullable Long committed() {
    OffsetAndMetadata committed = consumer.committed(Set.of(PARTITION)).get(PARTITION);
    return committed == null ? null : committed.offset();
  }
}
