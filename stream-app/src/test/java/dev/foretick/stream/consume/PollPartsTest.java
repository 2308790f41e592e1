package dev.foretick.stream.consume;

import static dev.foretick.stream.consume.LoopBench.DEAD;
import static dev.foretick.stream.consume.LoopBench.FIRST;
import static dev.foretick.stream.consume.LoopBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foretick.common.bars.BarFill;
import dev.foretick.stream.config.DeliveryMode;
import dev.foretick.stream.config.Emit;
import dev.foretick.stream.publish.DeliveryAbortedException;
import dev.foretick.stream.testing.HandClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** Ticks behind a silence that close 900 bars each, so that two of them are enough for a part. */
class PollPartsTest {
  private static final long NOON = Instant.parse("2026-01-05T12:00:00Z").getEpochSecond();
  private static final long LATER = NOON + 9_003;
  private static final int BARS = 900;

  private final HandClock clock = new HandClock(Instant.ofEpochSecond(NOON));

  @Test
  void pollThatClosesManyBars_isCommittedInParts() {
    LoopBench bench = bench(DeliveryMode.EXACTLY_ONCE, Emit.EVERY);
    bench.pollTogether(() -> ticks(bench, FIRST, NOON, 5));
    bench.pollTogether(() -> ticks(bench, FIRST, LATER, 5));

    assertThat(offsets(bench, FIRST)).containsExactly(5L, 7L, 9L, 10L);
    requireEachBarOnce(bench, 5);
    assertThat(bench.count("foretick.records.consumed")).isEqualTo(10);
  }

  @Test
  void partition_isCommittedAsFarAsItsPartReaches() {
    LoopBench bench = bench(DeliveryMode.EXACTLY_ONCE, Emit.EVERY);
    bench.pollTogether(
        () -> {
          ticks(bench, FIRST, NOON, 3);
          ticks(bench, SECOND, NOON, 3);
        });
    bench.pollTogether(
        () -> {
          ticks(bench, FIRST, LATER, 3);
          ticks(bench, SECOND, LATER, 3);
        });

    List<Map<TopicPartition, Long>> parts = history(bench).subList(1, 4);
    TopicPartition one = parts.get(0).containsKey(FIRST) ? FIRST : SECOND;
    TopicPartition other = one.equals(FIRST) ? SECOND : FIRST;
    assertThat(parts)
        .containsExactly(Map.of(one, 5L), Map.of(one, 6L, other, 4L), Map.of(one, 6L, other, 6L));
    requireEachBarOnce(bench, 6);
  }

  @Test
  void pollThatEndsWithAPart_hasNoFurtherOne() {
    LoopBench bench = bench(DeliveryMode.EXACTLY_ONCE, Emit.EVERY);
    bench.pollTogether(() -> ticks(bench, FIRST, NOON, 2));
    bench.pollTogether(
        () -> {
          ticks(bench, FIRST, LATER, 2);
          bench.record(FIRST, "a", "nonsense");
        });

    assertThat(offsets(bench, FIRST)).containsExactly(2L, 5L);
    assertThat(bench.sent(DEAD)).hasSize(1);
  }

  @Test
  void partThatIsNotCommitted_isAnsweredAgain_withItsDeadLetters_andNoOtherOne() {
    LoopBench undisturbed = bench(DeliveryMode.EXACTLY_ONCE, Emit.EVERY);
    undisturbed.pollTogether(() -> ticks(undisturbed, FIRST, NOON, 5));
    undisturbed.pollTogether(() -> withDeadRecords(undisturbed));

    LoopBench bench = bench(DeliveryMode.EXACTLY_ONCE, Emit.EVERY);
    bench.pollTogether(() -> ticks(bench, FIRST, NOON, 5));
    failBehind(bench, 2);
    assertThatExceptionOfType(DeliveryAbortedException.class)
        .isThrownBy(() -> bench.pollTogether(() -> withDeadRecords(bench)));
    assertThat(offsets(bench, FIRST)).containsExactly(5L, 9L);
    assertThat(deadOffsets(bench)).containsExactly("8", "6");
    assertThat(bench.count("foretick.records.consumed")).isEqualTo(9);
    assertThat(bench.count("foretick.records.dead")).isEqualTo(2);

    bench.commitAsTheTransactionsDid();
    bench.turn(1);
    assertThat(bench.consumer.position(FIRST)).as("read again from").isZero();
    bench.skip(FIRST, 0);
    bench.pollTogether(
        () -> {
          ticks(bench, FIRST, NOON, 5);
          withDeadRecords(bench);
        });

    assertThat(offsets(bench, FIRST)).containsExactly(12L, 13L);
    assertThat(deadOffsets(bench)).containsExactly("8", "6", "10");
    assertThat(bench.count("foretick.records.consumed")).isEqualTo(13);
    assertThat(bench.count("foretick.records.dead")).isEqualTo(3);
    requireEachBarOnce(bench, 5);
    assertThat(steps(bench)).isEqualTo(steps(undisturbed));
    assertThat(scored(bench)).isEqualTo(scored(undisturbed));
  }

  @Test
  void recordsThatAreOnlyReadAgain_areTakenInParts_andAnsweredNoMore() {
    LoopBench bench = newBench(DeliveryMode.EXACTLY_ONCE, Emit.EVERY);
    bench.consumer.commitSync(Map.of(FIRST, new OffsetAndMetadata(9, "replay-from=0")));
    bench.consumer.updateEndOffsets(Map.of(FIRST, 10L));
    bench.consumer.schedulePollTask(() -> bench.consumer.rebalance(List.of(FIRST)));
    bench.turn(2);
    bench.skip(FIRST, 0);
    bench.pollTogether(
        () -> {
          ticks(bench, FIRST, NOON, 5);
          ticks(bench, FIRST, LATER, 5);
        });

    assertThat(offsets(bench, FIRST)).containsExactly(10L);
    assertThat(bench.forecasts()).hasSize(BARS);
    assertThat(bench.count("foretick.records.consumed")).isEqualTo(1);
    assertThat(bench.count("foretick.state.replayed")).isEqualTo(9);
  }

  @Test
  void stop_leavesTheRestOfAPollToWhoeverComesNext() {
    LoopBench bench = bench(DeliveryMode.AT_LEAST_ONCE, Emit.EVERY);
    bench.pollTogether(() -> ticks(bench, FIRST, NOON, 5));
    bench.forecaster.within(bench.stop::request);
    bench.pollTogether(() -> ticks(bench, FIRST, LATER, 5));
    bench.loop.settle();

    assertThat(bench.committed(FIRST)).containsEntry(FIRST, 7L);
    requireEachBarOnce(bench, 2);
  }

  @Test
  void loopIsHeardOf_afterEachPart() {
    LoopBench bench = bench(DeliveryMode.AT_LEAST_ONCE, Emit.EVERY);
    bench.pollTogether(() -> ticks(bench, FIRST, NOON, 5));
    // Four calls for each part: all together take longer than the patience.
    Set<Boolean> live = new HashSet<>();
    bench.forecaster.within(
        () -> {
          bench.healthNanos.addAndGet(Duration.ofSeconds(70).toNanos());
          live.add(bench.health.isLive());
        });
    bench.pollTogether(() -> ticks(bench, FIRST, LATER, 5));

    assertThat(live).containsExactly(true);
    requireEachBarOnce(bench, 5);
    assertThat(bench.committed(FIRST)).containsEntry(FIRST, 10L);
  }

  @Test
  void partsThatTakeLong_leaveTheRestToTheNextPoll() {
    LoopBench bench = bench(DeliveryMode.EXACTLY_ONCE, Emit.EVERY);
    bench.pollTogether(
        () -> {
          ticks(bench, FIRST, NOON, 3);
          ticks(bench, SECOND, NOON, 3);
        });
    // Four calls for each part: one part takes longer than a second.
    bench.forecaster.within(() -> clock.advance(Duration.ofMillis(300)));
    bench.pollTogether(
        () -> {
          ticks(bench, FIRST, LATER, 3);
          ticks(bench, SECOND, LATER, 3);
        });
    TopicPartition one = bench.consumer.position(FIRST) == 5 ? FIRST : SECOND;
    TopicPartition other = one.equals(FIRST) ? SECOND : FIRST;
    assertThat(bench.consumer.position(one)).isEqualTo(5);
    assertThat(bench.consumer.position(other)).isEqualTo(3);
    assertThat(history(bench)).hasSize(2).last().isEqualTo(Map.of(one, 5L));

    bench.skip(one, 5);
    bench.skip(other, 3);
    bench.pollTogether(
        () -> {
          bench.tick(one, one + "-2", LATER, 1);
          ticks(bench, other, LATER, 3);
        });
    assertThat(bench.consumer.position(other)).isEqualTo(4);
    bench.skip(other, 4);
    bench.pollTogether(
        () -> {
          bench.tick(other, other + "-1", LATER, 1);
          bench.tick(other, other + "-2", LATER, 1);
        });

    assertThat(history(bench).subList(2, 4))
        .containsExactly(Map.of(one, 6L, other, 4L), Map.of(other, 6L));
    assertThat(bench.count("foretick.records.consumed")).isEqualTo(12);
    requireEachBarOnce(bench, 6);
  }

  @Test
  void newestOfEachSeries_takesOnePart() {
    LoopBench bench = bench(DeliveryMode.EXACTLY_ONCE, Emit.LATEST);
    bench.pollTogether(() -> ticks(bench, FIRST, NOON, 5));
    bench.pollTogether(() -> ticks(bench, FIRST, LATER, 5));

    assertThat(offsets(bench, FIRST)).containsExactly(5L, 10L);
    assertThat(bench.forecasts())
        .extracting(forecast -> forecast.cutoff().getEpochSecond() - NOON)
        .containsExactly(8_990L, 8_990L, 8_990L, 8_990L, 8_990L);
  }

  private LoopBench bench(DeliveryMode delivery, Emit emit) {
    LoopBench bench = newBench(delivery, emit);
    bench.assign(FIRST, SECOND);
    bench.turn(1);
    return bench;
  }

  private LoopBench newBench(DeliveryMode delivery, Emit emit) {
    return new LoopBench(
        new LoopSetup().delivery(delivery).emit(emit).bars(BarFill.PREVIOUS, null, clock));
  }

  /** One tick of each series of a partition, at about the same time. */
  private static void ticks(LoopBench bench, TopicPartition partition, long second, int series) {
    for (int i = 0; i < series; i++) {
      bench.tick(partition, partition + "-" + i, second, (double) (i + second % 7));
    }
  }

  /** Offsets 5 to 12: a part up to 8, another up to 11, and one tick more. */
  private static void withDeadRecords(LoopBench bench) {
    for (int i = 0; i < 5; i++) {
      bench.tick(FIRST, FIRST + "-" + i, LATER, (double) (i + LATER % 7));
      switch (i) {
        case 0 -> bench.tick(FIRST, FIRST + "-0", NOON, 1);
        case 1, 2 -> bench.record(FIRST, "x", "nonsense");
        default -> {}
      }
    }
  }

  /** Lets the commit behind so many fail. */
  private static void failBehind(LoopBench bench, int commits) {
    bench.forecaster.within(
        () -> {
          if (history(bench).size() == commits) {
            bench.producer().commitTransactionException = new TimeoutException("nobody knows");
            bench.forecaster.within(() -> {});
          }
        });
  }

  private static void requireEachBarOnce(LoopBench bench, int series) {
    assertThat(bench.forecasts())
        .hasSize(series * BARS)
        .extracting(forecast -> forecast.series() + " " + forecast.cutoff())
        .doesNotHaveDuplicates();
  }

  private static List<String> steps(LoopBench bench) {
    return bench.forecasts().stream()
        .map(forecast -> forecast.series() + " " + forecast.cutoff() + " " + forecast.steps())
        .sorted()
        .toList();
  }

  private static double scored(LoopBench bench) {
    return bench.parts.scorer().orElseThrow().accuracy().allSteps().count();
  }

  private static List<String> deadOffsets(LoopBench bench) {
    return bench.sent(DEAD).stream()
        .map(
            letter ->
                new String(
                    letter.headers().lastHeader("foretick.error.offset").value(),
                    StandardCharsets.UTF_8))
        .toList();
  }

  private static List<Long> offsets(LoopBench bench, TopicPartition partition) {
    return history(bench).stream()
        .map(offsets -> Objects.requireNonNull(offsets.get(partition)))
        .toList();
  }

  /** What each transaction of the producer at work has committed, but for where it all began. */
  private static List<Map<TopicPartition, Long>> history(LoopBench bench) {
    return bench.producer().consumerGroupOffsetsHistory().stream()
        .map(
            transaction ->
                transaction.values().stream()
                    .flatMap(offsets -> offsets.entrySet().stream())
                    .collect(
                        Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset())))
        .filter(offsets -> !offsets.containsValue(0L))
        .toList();
  }
}
