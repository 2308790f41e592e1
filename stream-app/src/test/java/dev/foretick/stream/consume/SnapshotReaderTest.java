package dev.foretick.stream.consume;

import static dev.foretick.stream.consume.LoopBench.FIRST;
import static dev.foretick.stream.consume.LoopBench.WINDOWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foretick.stream.testing.TestTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.ReassignmentInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotReaderTest {
  private static final TopicPartition WINDOWS_0 = new TopicPartition(WINDOWS, 0);
  private static final long LIVE = 100;

  private final LoopBench bench = new LoopBench();
  private final MockConsumer<byte[], byte[]> consumer = bench.windows;
  private final List<CompletableFuture<Long>> asked = new ArrayList<>();
  private final SnapshotReader reader =
      new SnapshotReader(
          bench.parts.restore(), bench.parts.store(), bench.parts.metrics(), bench.clock);

  @BeforeEach
  void waitForEnds() {
    bench.windowLog =
        partition -> {
          asked.add(new CompletableFuture<>());
          return asked.get(asked.size() - 1);
        };
    bench.parts.store().assign(0);
    consumer.updateBeginningOffsets(Map.of(WINDOWS_0, 0L));
  }

  @Test
  void end_thatIsNotKnownYet_isNotWaitedFor() {
    reader.begin(0, LIVE);

    assertThat(read()).isEmpty();
    assertThat(consumer.assignment()).isEmpty();
    assertThat(reader.left()).isZero();

    asked.get(0).complete(0L);
    assertThat(read()).containsExactly(Map.entry(0, true));
    assertThat(reader.isReading()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("whatPasses")
  void end_thatTheBrokerDoesNotSay_isAskedForAgainAfterAPauseThatGrows(RuntimeException reason) {
    reader.begin(0, LIVE);
    asked.get(0).completeExceptionally(reason);
    readOften();
    assertThat(asked).hasSize(1);

    bench.clock.advance(Duration.ofMillis(100));
    readOften();
    assertThat(asked).hasSize(2);

    asked.get(1).completeExceptionally(reason);
    readOften();
    bench.clock.advance(Duration.ofMillis(100));
    readOften();
    assertThat(asked).hasSize(2);
    bench.clock.advance(Duration.ofMillis(100));
    readOften();
    assertThat(asked).hasSize(3);

    asked.get(2).complete(0L);
    assertThat(read()).containsKey(0);
  }

  static Stream<RuntimeException> whatPasses() {
    return Stream.of(
        new NotLeaderOrFollowerException("moved"),
        new LeaderNotAvailableException("none yet"),
        new UnknownTopicOrPartitionException("just made"),
        new ReassignmentInProgressException("moves"),
        new TimeoutException("away"));
  }

  @Test
  void end_thatIsRefused_endsTheLoop_andSaysWhatToDo() {
    reader.begin(0, LIVE);
    asked.get(0).completeExceptionally(new TopicAuthorizationException("no"));

    assertThatThrownBy(this::read)
        .isInstanceOf(KafkaException.class)
        .hasMessageContaining("topics.windows: partition 0 of " + WINDOWS)
        .hasMessageContaining("(expected: a topic that this server may describe, read and write)");
    reader.stop(0);
    assertThat(reader.isReading()).isFalse();
  }

  @Test
  void message_withoutAKey_isSkipped() {
    begin(2);
    message(0, null, new byte[] {1});
    message(1, "a", snapshot());

    assertThat(read()).containsExactly(Map.entry(0, true));
    assertThat(bench.parts.store().size(0)).isEqualTo(1);
  }

  @Test
  void snapshotOfAnotherModel_isToldOf() {
    begin(2);
    message(0, "a", snapshot());
    message(1, "b", new byte[] {9, 9});

    assertThat(read()).containsExactly(Map.entry(0, false));
    assertThat(bench.parts.store().size(0)).isEqualTo(1);
  }

  @Test
  void snapshotAheadOfTheGroup_isToldOf() {
    reader.begin(0, 1);
    asked.get(0).complete(1L);
    read();
    message(0, "a", snapshot());

    assertThat(read()).containsExactly(Map.entry(0, false));
    assertThat(bench.parts.store().size(0)).isZero();
  }

  @Test
  void end_thatIsGone_isAskedForAgain() {
    begin(9);
    message(0, "a", snapshot());
    assertThat(read()).isEmpty();
    assertThat(reader.left()).isEqualTo(8);

    bench.clock.advance(Duration.ofSeconds(4));
    readOften();
    assertThat(asked).hasSize(1);
    bench.clock.advance(Duration.ofSeconds(1));
    readOften();
    assertThat(asked).hasSize(2);
    assertThat(reader.left()).isZero();

    asked.get(1).complete(1L);
    assertThat(read()).containsExactly(Map.entry(0, true));
    assertThat(bench.parts.store().size(0)).isEqualTo(1);
  }

  @Test
  void partition_thatIsThrough_isReadFromItsBeginningWhenItComesBack() {
    begin(1);
    message(0, "a", snapshot());
    assertThat(read()).containsKey(0);

    bench.parts.store().assign(0);
    reader.begin(0, LIVE);
    asked.get(1).complete(1L);
    assertThat(read()).isEmpty();
    assertThat(consumer.position(WINDOWS_0)).isZero();
    message(0, "a", snapshot());
    assertThat(read()).containsKey(0);
    assertThat(bench.parts.store().size(0)).isEqualTo(1);
  }

  @Test
  void partition_thatGoesAway_isReadNoMore() {
    begin(1);
    reader.stop(0);

    assertThat(reader.isReading()).isFalse();
    assertThat(consumer.assignment()).isEmpty();
    assertThat(read()).isEmpty();
  }

  @Test
  void partition_thatGoesAwayWhileItsEndIsAskedFor_isReadNoMore() {
    reader.begin(0, LIVE);
    reader.stop(0);
    asked.get(0).complete(1L);

    assertThat(read()).isEmpty();
    assertThat(consumer.assignment()).isEmpty();
  }

  private void begin(long end) {
    reader.begin(0, LIVE);
    asked.get(0).complete(end);
    read();
  }

  private Map<Integer, Boolean> read() {
    return reader.read(Duration.ZERO);
  }

  private void readOften() {
    IntStream.range(0, 20).forEach(i -> read());
  }

  private void message(long offset, @Nullable String key, byte[] value) {
    consumer.addRecord(
        new ConsumerRecord<>(
            WINDOWS, 0, offset, key == null ? null : TestTopics.bytes(key), value));
  }

  /** What a server has written down of series a. */
  static byte[] snapshot() {
    LoopBench server = new LoopBench(new LoopSetup().maxReplayRecords(4));
    server.assign(FIRST);
    IntStream.range(0, 9).forEach(i -> server.tick(FIRST, "a", i, i));
    server.turn(12);
    List<ProducerRecord<byte[], byte[]>> sent = server.sent(WINDOWS);
    return sent.get(sent.size() - 1).value();
  }
}
