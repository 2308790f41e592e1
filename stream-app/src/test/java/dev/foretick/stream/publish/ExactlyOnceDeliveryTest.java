package dev.foretick.stream.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foretick.stream.http.Health;
import dev.foretick.stream.http.LoopHealth;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExactlyOnceDeliveryTest {
  private static final TopicPartition PARTITION = new TopicPartition("ticks", 0);
  private static final Map<TopicPartition, OffsetAndMetadata> OFFSETS =
      Map.of(PARTITION, new OffsetAndMetadata(7));

  private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final Health server = new Health(System::nanoTime, Duration.ofMinutes(1));
  private final LoopHealth health = server.loop();
  private final List<Long> receipts = new ArrayList<>();
  private long nanos;
  private final Delivery delivery =
      new ExactlyOnceDelivery(
          "group-pod-1", this::producer, Duration.ofSeconds(15), consumer, health, () -> nanos);

  private MockProducer<byte[], byte[]> producer() {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    producers.add(producer);
    return producer;
  }

  @BeforeEach
  void open() {
    delivery.open();
  }

  @Test
  void commit_putsMessagesSnapshotsAndOffsetsIntoOneTransaction() {
    send("a");
    delivery.commit(OFFSETS, new OneSnapshot());

    assertThat(values(0)).containsExactly("a", "window");
    assertThat(producers.get(0).commitCount()).isOne();
    OffsetAndMetadata committed = committed(0);
    assertThat(committed.offset()).isEqualTo(7);
    assertThat(committed.metadata()).isEqualTo("replay-from=3");
    assertThat(ReplayFrom.of(committed)).hasValue(3);
  }

  @Test
  void receipts_areToldOnceTheTransactionIsCommitted_andNotBefore() {
    send("a");
    assertThat(receipts).isEmpty();
    delivery.commit(OFFSETS, NoSnapshots.INSTANCE);
    assertThat(receipts).containsExactly(5L);

    delivery.commit(OFFSETS, NoSnapshots.INSTANCE);
    assertThat(receipts).hasSize(1);
  }

  @Test
  void nothing_isNoTransaction() {
    delivery.commit(Map.of(), NoSnapshots.INSTANCE);
    assertThat(producers.get(0).commitCount()).isZero();
  }

  @Test
  void commit_thatFails_givesTheBatchUp_andTheNextOneIsAnotherProducers() {
    producers.get(0).commitTransactionException = new TimeoutException("nobody knows");
    send("a");
    assertThatExceptionOfType(DeliveryAbortedException.class)
        .isThrownBy(() -> delivery.commit(OFFSETS, NoSnapshots.INSTANCE));
    assertThat(producers.get(0).closed()).isTrue();
    assertThat(receipts).isEmpty();

    delivery.open();
    send("b");
    delivery.commit(OFFSETS, NoSnapshots.INSTANCE);
    assertThat(values(1)).containsExactly("b");
    assertThat(receipts).containsExactly(5L);
  }

  @Test
  void brokerThatIsAway_isToldUntilABatchIsCommitted() {
    producers.get(0).commitTransactionException = new TimeoutException("away");
    send("a");
    assertThatExceptionOfType(DeliveryAbortedException.class)
        .isThrownBy(() -> delivery.commit(OFFSETS, NoSnapshots.INSTANCE));
    server.brokerReachable(true, "polling");
    health.restored(true);
    assertThat(server.isReady()).isFalse();

    delivery.open();
    delivery.commit(OFFSETS, NoSnapshots.INSTANCE);
    assertThat(server.isReady()).isTrue();
  }

  @Test
  void missingRight_endsTheLoop() {
    producers.get(0).commitTransactionException = new TopicAuthorizationException("no right");
    send("a");
    assertThatExceptionOfType(KafkaException.class)
        .isThrownBy(() -> delivery.commit(OFFSETS, NoSnapshots.INSTANCE))
        .isNotInstanceOf(DeliveryAbortedException.class)
        .withMessageContaining("no right");
  }

  @Test
  void otherProcessUnderTheSameId_endsTheLoop_afterItHasTakenItAgainAndAgain() {
    for (int i = 0; i < 4; i++) {
      fence();
      assertThatExceptionOfType(DeliveryAbortedException.class)
          .isThrownBy(() -> delivery.commit(OFFSETS, NoSnapshots.INSTANCE));
      delivery.open();
    }
    fence();
    assertThatExceptionOfType(KafkaException.class)
        .isThrownBy(() -> delivery.commit(OFFSETS, NoSnapshots.INSTANCE))
        .withMessageContaining(
            "instance.id: another process uses the transactional id group-pod-1");
  }

  @Test
  void batchesThatTakeLongerThanTheBrokerWaits_areNoOtherProcess() {
    for (int i = 0; i < 20; i++) {
      fence();
      nanos += Duration.ofSeconds(16).toNanos();
      assertThatExceptionOfType(DeliveryAbortedException.class)
          .isThrownBy(() -> delivery.commit(OFFSETS, NoSnapshots.INSTANCE));
      delivery.open();
    }
  }

  @Test
  void letterThatIsTooLarge_isReplacedWhenItsRecordIsReadAgain() {
    MockProducer<byte[], byte[]> refusing =
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    Iterator<MockProducer<byte[], byte[]>> opened = List.of(refusing, producer()).iterator();
    Delivery refused =
        new ExactlyOnceDelivery(
            "id", opened::next, Duration.ofSeconds(15), consumer, health, () -> nanos);
    refused.open();
    refused.sendOrReplace(message("large letter"), message("small"));
    refusing.errorNext(new RecordTooLargeException("1 MB"));
    refusing.commitTransactionException = new KafkaException("in an error state");
    assertThatExceptionOfType(DeliveryAbortedException.class)
        .isThrownBy(() -> refused.commit(OFFSETS, NoSnapshots.INSTANCE));

    refused.open();
    refused.sendOrReplace(message("large letter"), message("small"));
    refused.sendOrReplace(message("letter"), message("x"));
    refused.commit(OFFSETS, NoSnapshots.INSTANCE);
    assertThat(values(1)).containsExactly("small", "letter");
  }

  @Test
  void close_whileABatchIsOpen_keepsItFromBeingCommitted() {
    send("a");
    delivery.close();
    assertThat(producers.get(0).closed()).isTrue();
    assertThatExceptionOfType(DeliveryStoppedException.class).isThrownBy(delivery::open);
  }

  /** A window that is due, of which a record at offset 3 is not written down. */
  private static final class OneSnapshot implements Snapshots {
    @Override
    public int maxReplayRecords() {
      return 4;
    }

    @Override
    public void writeDue(TopicPartition partition, long next, long replay, Target target) {
      target.accept(message("window"), next - replay - 1);
    }

    @Override
    public long replayFrom(TopicPartition partition, OffsetAndMetadata next) {
      return 3;
    }
  }

  private void fence() {
    producers.get(producers.size() - 1).commitTransactionException =
        new ProducerFencedException("another one");
    send("a");
  }

  private void send(String value) {
    delivery.send(message(value), receipts::add, 5);
  }

  private static ProducerRecord<byte[], byte[]> message(String value) {
    return new ProducerRecord<>("out", value.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> values(int producer) {
    return producers.get(producer).history().stream()
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .toList();
  }

  private OffsetAndMetadata committed(int producer) {
    return Objects.requireNonNull(
        producers.get(producer).consumerGroupOffsetsHistory().get(0).values().stream()
            .findFirst()
            .orElseThrow()
            .get(PARTITION));
  }
}
