package dev.foretick.stream.consume;

import static dev.foretick.stream.consume.LoopBench.FIRST;
import static dev.foretick.stream.consume.LoopBench.INPUT;
import static dev.foretick.stream.consume.LoopBench.SECOND;
import static dev.foretick.stream.consume.LoopBench.WINDOWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foretick.stream.testing.TestTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AssignedPartitionsTest {
  private static final int MAX_REPLAY = 4;
  private static final long COMMITTED = 20;
  private static final long END = 50;

  private LoopBench bench =
      new LoopBench(new LoopSetup().maxReplayRecords(MAX_REPLAY).offsetReset("latest"));
  private AssignedPartitions partitions = new AssignedPartitions(bench.parts);
  private final List<CompletableFuture<Long>> ends = new ArrayList<>();

  @BeforeEach
  void subscribe() {
    bench.consumer.subscribe(List.of(INPUT), partitions);
    bench.consumer.updateEndOffsets(Map.of(FIRST, END, SECOND, END));
    bench.windows.updateBeginningOffsets(
        Map.of(new TopicPartition(WINDOWS, 0), 0L, new TopicPartition(WINDOWS, 1), 0L));
  }

  /** How far a partition has come, as far as a test sees it. */
  enum Stage {
    NEW,
    LOADING,
    REPLAYING,
    LIVE
  }

  @ParameterizedTest
  @EnumSource
  void partition_thatGoes_isForgottenWhereverItStands(Stage stage) {
    bring(FIRST, stage);
    bench.consumer.rebalance(List.of());

    assertThat(partitions.restoringCount()).isZero();
    assertThat(partitions.snapshotsLeft()).isZero();
    assertThat(partitions.advance()).isEmpty();
    assertThat(bench.windows.assignment()).isEmpty();
    assertThatThrownBy(() -> bench.parts.store().size(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> partitions.liveOffset(FIRST))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource
  void partition_thatGoesAndComesBack_startsAtWhatIsCommittedByThen(Stage stage) {
    bring(FIRST, stage);
    bench.consumer.rebalance(List.of());
    commit(FIRST, COMMITTED + 7, COMMITTED + 7);
    bench.consumer.rebalance(List.of(FIRST));
    settle();

    assertThat(bench.consumer.position(FIRST)).isEqualTo(COMMITTED + 7);
    assertThat(partitions.restoringCount()).isZero();
    assertThat(bench.consumer.paused()).isEmpty();
  }

  @Test
  void rollBack_leavesAPartitionAloneThatIsLoading() {
    bring(FIRST, Stage.LIVE);
    holdEnds();
    commit(SECOND, COMMITTED, COMMITTED);
    bench.consumer.rebalance(List.of(FIRST, SECOND));
    partitions.advance();
    assertThat(ends).hasSize(1);

    partitions.rollBack();
    assertThat(partitions.restoringCount()).isEqualTo(2);
    assertThat(bench.consumer.paused()).containsExactlyInAnyOrder(FIRST, SECOND);
    partitions.advance();
    assertThat(ends).as("asked once for each").hasSize(2);
    settle();

    assertThat(partitions.restoringCount()).isZero();
    assertThat(bench.consumer.paused()).isEmpty();
  }

  @Test
  void startOfAPartitionThatIsNew_isToldWhenItIsLive_andStaysWhereItWasAfterARollBack() {
    bench.consumer.rebalance(List.of(FIRST));
    assertThat(partitions.advance()).as("before its windows are whole").isEmpty();
    bench.consumer.seek(FIRST, END);
    assertThat(partitions.advance()).containsEntry(FIRST, new OffsetAndMetadata(END));
    assertThat(partitions.advance()).isEmpty();

    partitions.rollBack();
    bench.consumer.updateEndOffsets(Map.of(FIRST, END + 9));
    partitions.advance();
    bench.consumer.seek(FIRST, END);
    assertThat(partitions.advance()).containsEntry(FIRST, new OffsetAndMetadata(END));
  }

  @Test
  void brokerThatSaysNoEnd_isNoTopicMadeAnew() {
    commit(FIRST, COMMITTED, COMMITTED);
    bench.consumer.endsUnknown = true;
    bench.consumer.rebalance(List.of(FIRST));
    assertThatThrownBy(partitions::advance).isInstanceOf(TimeoutException.class);

    bench.consumer.endsUnknown = false;
    settle();
    assertThat(partitions.liveOffset(FIRST)).isEqualTo(COMMITTED);
  }

  @ParameterizedTest
  @MethodSource("unfitSnapshots")
  void snapshots_thatAreNoUse_rewindByTheMostThatIsReadAgain(byte[] snapshot, long committed) {
    commit(FIRST, committed, committed);
    bench.windowsEnd = 1;
    bench.consumer.rebalance(List.of(FIRST));
    partitions.advance();
    bench.windows.addRecord(new ConsumerRecord<>(WINDOWS, 0, 0, TestTopics.bytes("a"), snapshot));
    partitions.advance();

    assertThat(bench.consumer.position(FIRST)).isEqualTo(Math.max(0, committed - MAX_REPLAY));
    assertThat(partitions.liveOffset(FIRST)).isEqualTo(committed);
    assertThat(partitions.restoringCount()).isEqualTo(1);
  }

  static Stream<Arguments> unfitSnapshots() {
    return Stream.of(
        Arguments.of(new byte[] {9, 9}, COMMITTED),
        Arguments.of(SnapshotReaderTest.snapshot(), 3L));
  }

  @Test
  void partition_withoutAnyWindow_isReadAgainAsFarAsThatGoes() {
    commit(FIRST, COMMITTED, COMMITTED);
    bench.consumer.rebalance(List.of(FIRST));
    partitions.advance();

    assertThat(bench.consumer.position(FIRST)).isEqualTo(COMMITTED - MAX_REPLAY);
    assertThat(partitions.liveOffset(FIRST)).isEqualTo(COMMITTED);
  }

  @Test
  void broker_thatDoesNotAnswerForANewPartition_isAskedOnceASecondAtTheMost() {
    bring(FIRST, Stage.LIVE);
    bench.consumer.rebalance(List.of(FIRST, SECOND));
    bench.consumer.unlocated = Optional.of(new TimeoutException("away"));
    bench.consumer.located = 0;
    IntStream.range(0, 100)
        .forEach(
            i -> {
              partitions.advance();
              bench.clock.advance(Duration.ofMillis(100));
            });
    assertThat(bench.consumer.located).as("tries in 10 s").isBetween(3, 5);
    assertThat(bench.consumer.paused()).containsExactly(SECOND);

    bench.consumer.unlocated = Optional.empty();
    bench.clock.advance(Duration.ofSeconds(5));
    settle();
    assertThat(bench.consumer.paused()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"LOADING", "LIVE"})
  void partitionThatIsNotSettled_holdsUpNoOther_thoughNoneIsLive(Stage stage) {
    bring(FIRST, stage);
    commit(SECOND, COMMITTED, COMMITTED);
    bench.consumer.rebalance(List.of(FIRST, SECOND));
    bench.consumer.unsettled.add(SECOND);
    partitions.rollBack();
    settle();

    assertThat(bench.consumer.paused()).containsExactly(SECOND);
    assertThat(bench.consumer.waited).isLessThan(Duration.ofSeconds(2));

    bench.consumer.unsettled.clear();
    bench.clock.advance(Duration.ofSeconds(5));
    settle();
    assertThat(bench.consumer.paused()).isEmpty();
  }

  @Test
  void metadata_thatIsOutOfDate_holdsUpOnlyThePartitionThatIsNew() {
    bring(FIRST, Stage.LIVE);
    bench.consumer.rebalance(List.of(FIRST, SECOND));
    bench.consumer.unlocated = Optional.of(new NotLeaderOrFollowerException("moved"));

    assertThat(partitions.advance()).isEmpty();
    assertThat(partitions.restoringCount()).isEqualTo(1);
  }

  @Test
  void broker_thatDoesNotAnswerWhileNothingIsLive_isTheLoopsConcern() {
    bench.consumer.rebalance(List.of(FIRST));
    bench.consumer.unlocated = Optional.of(new TimeoutException("away"));

    assertThatThrownBy(partitions::advance).isInstanceOf(TimeoutException.class);
    assertThatThrownBy(partitions::advance).isInstanceOf(TimeoutException.class);
  }

  @Test
  void partition_thatWasAddedWhileTheServerRuns_isReadFromItsBeginning() {
    use(new GroupStart(1, false));
    bench.consumer.rebalance(List.of(FIRST, SECOND));
    settle();

    assertThat(partitions.liveOffset(FIRST)).isEqualTo(END);
    assertThat(partitions.liveOffset(SECOND)).isZero();
  }

  @Test
  void partition_thatWasAddedWhileNoServerRan_isReadFromItsBeginning() {
    use(new GroupStart(2, true));
    commit(FIRST, COMMITTED, COMMITTED);
    bench.consumer.rebalance(List.of(FIRST, SECOND));
    settle();

    assertThat(partitions.liveOffset(FIRST)).isEqualTo(COMMITTED);
    assertThat(partitions.liveOffset(SECOND)).isZero();
  }

  @Test
  void partition_ofANewGroup_startsAtTheEnd_thoughAnotherMemberWasQuicker() {
    commit(FIRST, COMMITTED, COMMITTED);
    bench.consumer.rebalance(List.of(SECOND));
    settle();

    assertThat(partitions.liveOffset(SECOND)).isEqualTo(END);
  }

  @Test
  void records_deletedUnderALivePartition_areLeftOut() {
    bring(FIRST, Stage.LIVE);
    bench.consumer.updateBeginningOffsets(Map.of(FIRST, 40L));
    partitions.outOfRange(Map.of(FIRST, COMMITTED));

    assertThat(bench.consumer.position(FIRST)).isEqualTo(40);
    assertThat(partitions.restoringCount()).isZero();
  }

  @Test
  void records_deletedThatWereToBeReadAgain_loseNothingToAnswer() {
    bring(FIRST, Stage.REPLAYING);
    bench.consumer.updateBeginningOffsets(Map.of(FIRST, COMMITTED - 1));
    partitions.outOfRange(Map.of(FIRST, COMMITTED - 3));
    partitions.advance();
    assertThat(bench.consumer.position(FIRST)).isEqualTo(COMMITTED - 1);
    assertThat(partitions.restoringCount()).isEqualTo(1);

    bench.consumer.updateBeginningOffsets(Map.of(FIRST, 45L));
    partitions.outOfRange(Map.of(FIRST, COMMITTED - 1));
    partitions.advance();
    assertThat(bench.consumer.position(FIRST)).isEqualTo(45);
    assertThat(partitions.liveOffset(FIRST)).isEqualTo(COMMITTED);
    assertThat(partitions.restoringCount()).isZero();
  }

  @Test
  void log_thatEndsBeforeItsPosition_isLocatedAnew() {
    bring(FIRST, Stage.LIVE);
    commit(FIRST, 10, 10);
    partitions.outOfRange(Map.of(FIRST, 30L));
    assertThat(partitions.restoringCount()).isEqualTo(1);
    settle();

    assertThat(partitions.liveOffset(FIRST)).isEqualTo(10);
    assertThat(bench.consumer.position(FIRST)).isEqualTo(10);
  }

  /** Lets the member have a partition, and no other, and goes on until it is there. */
  private void bring(TopicPartition partition, Stage stage) {
    commit(partition, COMMITTED, stage == Stage.REPLAYING ? COMMITTED - 3 : COMMITTED);
    if (stage == Stage.LOADING) {
      holdEnds();
    }
    bench.consumer.rebalance(List.of(partition));
    if (stage == Stage.LIVE) {
      settle();
    } else if (stage != Stage.NEW) {
      partitions.advance();
      partitions.advance();
    }
    assertThat(partitions.restoringCount()).isEqualTo(stage == Stage.LIVE ? 0 : 1);
    assertThat(bench.consumer.paused().isEmpty())
        .isEqualTo(stage == Stage.REPLAYING || stage == Stage.LIVE);
  }

  private void holdEnds() {
    bench.windowLog =
        partition -> {
          ends.add(new CompletableFuture<>());
          return ends.get(ends.size() - 1);
        };
  }

  /** Lets every answer come and every record be read again. */
  private void settle() {
    for (int i = 0; i < 4; i++) {
      partitions.advance();
      ends.forEach(end -> end.complete(0L));
    }
    bench.consumer.assignment().stream()
        .filter(partition -> !bench.consumer.paused().contains(partition))
        .filter(partition -> bench.consumer.position(partition) < partitions.liveOffset(partition))
        .forEach(partition -> bench.consumer.seek(partition, partitions.liveOffset(partition)));
    partitions.advance();
  }

  private void use(GroupStart start) {
    bench =
        new LoopBench(
            new LoopSetup().maxReplayRecords(MAX_REPLAY).offsetReset("latest").start(start));
    partitions = new AssignedPartitions(bench.parts);
    subscribe();
  }

  private void commit(TopicPartition partition, long offset, long replayFrom) {
    bench.consumer.commitSync(
        Map.of(partition, new OffsetAndMetadata(offset, "replay-from=" + replayFrom)));
  }
}
