package dev.foretick.stream.consume;

import static dev.foretick.stream.consume.LoopBench.FIRST;
import static dev.foretick.stream.consume.LoopBench.SECOND;
import static dev.foretick.stream.consume.LoopBench.WINDOWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foretick.common.series.Score;
import dev.foretick.common.series.SeriesId;
import dev.foretick.common.window.DuplicateRule;
import dev.foretick.stream.config.DeliveryMode;
import dev.foretick.stream.config.LateRule;
import dev.foretick.stream.publish.DeliveryAbortedException;
import dev.foretick.stream.score.LiveSeries;
import dev.foretick.stream.state.WindowKeeper;
import dev.foretick.stream.testing.HandClock;
import dev.foretick.stream.testing.StubForecaster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoringLoopTest {
  private static final TopicPartition WINDOWS_0 = new TopicPartition(WINDOWS, 0);
  private static final int TICKS = 60;
  private static final int MAX_REPLAY = 9;

  /** A tick as it stands in the log. */
  private record Tick(String series, long second, double price) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void stepsOfLateUnorderedAndDoubledTicks_areScoredOnce_alsoAcrossARestart(long seed) {
    Random random = new Random(seed);
    List<Tick> log = log(random);
    int cut = 5 + random.nextInt(TICKS - 10);
    LoopBench undisturbed = bench();
    undisturbed.assign(FIRST);
    send(undisturbed, log, random);

    LoopBench before = bench();
    before.assign(FIRST);
    send(before, log.subList(0, cut), random);
    LoopBench after = bench();
    restart(before, after, log, cut, random);

    assertThat(before.sent(WINDOWS)).hasSizeGreaterThan(cut > 20 ? 1 : -1);
    List<String> both = new ArrayList<>(texts(before));
    both.addAll(texts(after));
    assertThat(both).doesNotHaveDuplicates().isNotEmpty();
    assertThat(both).containsExactlyInAnyOrderElementsOf(texts(undisturbed));
    assertThat(before.count("foretick.scores.matured") + after.count("foretick.scores.matured"))
        .isEqualTo(undisturbed.count("foretick.scores.matured"))
        .isEqualTo(both.size());
  }

  @Test
  void batchThatIsNotCommitted_countsOnce_andShowsWhatIsCommitted() {
    LoopBench bench = new LoopBench(new LoopSetup().delivery(DeliveryMode.EXACTLY_ONCE));
    bench.assign(FIRST);
    bench.pollTogether(() -> watched(bench, 0, 4));
    bench.consumer.commitSync(Map.of(FIRST, lastOffsets(bench)));
    double matured = bench.count("foretick.scores.matured");
    bench.turn(1);
    assertThat(live(bench)).isEqualTo("3.0, due 2.5 NaN");

    bench.producer().commitTransactionException = new TimeoutException("nobody knows");
    assertThatExceptionOfType(DeliveryAbortedException.class)
        .isThrownBy(() -> bench.pollTogether(() -> watched(bench, 4, 6)));
    assertThat(live(bench)).isEqualTo("3.0, due 2.5 NaN");
    bench.turn(1);
    assertThat(bench.count("foretick.scores.matured")).isEqualTo(matured);
    bench.skip(FIRST, 0);
    bench.pollTogether(() -> watched(bench, 0, 6));
    bench.turn(1);

    assertThat(live(bench)).isEqualTo("5.0, due 4.5 3.5");
    assertThat(bench.count("foretick.scores.matured")).isEqualTo(matured + 2 + 2);
  }

  @Test
  void seriesThatIsForgotten_expires_andIsShownNoMore() {
    HandClock clock = new HandClock();
    LoopBench bench = bench(clock);
    bench.assign(FIRST);
    watched(bench, 0, 4);
    bench.turn(6);
    assertThat(bench.parts.scorer().orElseThrow().accuracy().series()).hasSize(1);

    clock.advance(Duration.ofDays(2));
    bench.turn(2);

    assertThat(bench.parts.scorer().orElseThrow().accuracy().series()).isEmpty();
    // One step of the forecast at 2 has come; one of it and two of that at 3 never will.
    assertThat(bench.count("foretick.scores.matured")).isEqualTo(1);
    assertThat(bench.count("foretick.scores.expired")).isEqualTo(3);
  }

  @Test
  void seriesThatIsForgottenInABatchThatIsNotCommitted_isNot() {
    LoopBench bench = new LoopBench(new LoopSetup().delivery(DeliveryMode.EXACTLY_ONCE));
    bench.assign(FIRST);
    bench.pollTogether(() -> watched(bench, 0, 4));
    bench.consumer.commitSync(Map.of(FIRST, lastOffsets(bench)));
    bench.turn(1);

    bench.clock.advance(Duration.ofDays(2));
    bench.producer().commitTransactionException = new TimeoutException("nobody knows");
    assertThatExceptionOfType(DeliveryAbortedException.class)
        .isThrownBy(() -> bench.pollTogether(() -> bench.tick(FIRST, "b", 4, 4)));
    bench.turn(1);

    assertThat(live(bench)).isEqualTo("3.0, due 2.5 NaN");
    assertThat(bench.count("foretick.scores.expired")).isZero();
  }

  @Test
  void seriesOfAPartitionThatLeaves_isShownNoMore_andAgainWhenItIsBack() {
    LoopBench bench = bench();
    bench.assign(FIRST, SECOND);
    watched(bench, 0, 4);
    bench.turn(6);
    assertThat(live(bench)).isEqualTo("3.0, due 2.5 NaN");

    bench.consumer.schedulePollTask(() -> bench.consumer.rebalance(List.of(SECOND)));
    bench.turn(2);
    assertThat(bench.parts.scorer().orElseThrow().accuracy().series()).isEmpty();
    assertThat(bench.count("foretick.scores.expired")).isZero();

    bench.consumer.schedulePollTask(() -> bench.consumer.rebalance(List.of(FIRST, SECOND)));
    bench.turn(3);
    bench.skip(FIRST, 0);
    watched(bench, 0, 5);
    bench.turn(7);
    assertThat(live(bench)).isEqualTo("4.0, due 3.5 2.5");
  }

  @Test
  void correctionOfTheNewest_isShown_andWhatItHadProvenStays() {
    LoopBench bench = bench();
    bench.assign(FIRST);
    watched(bench, 0, 4);
    bench.turn(6);
    List<String> scored = texts(bench);
    bench.tick(FIRST, "watched", 3, 30);
    bench.turn(3);

    assertThat(live(bench)).isEqualTo("30.0, due 2.5 NaN");
    assertThat(texts(bench)).isEqualTo(scored);
    bench.tick(FIRST, "watched", 4, 4);
    bench.turn(3);
    assertThat(bench.scores.get(bench.scores.size() - 1).naive()).isEqualTo(3);
  }

  private static List<Tick> log(Random random) {
    List<Tick> log = new ArrayList<>();
    for (int i = 0; i < TICKS; i++) {
      String series = random.nextInt(3) == 0 ? "b" : "a";
      long second = Math.max(0, i - random.nextInt(random.nextInt(4) == 0 ? 9 : 2));
      log.add(new Tick(series, second, random.nextInt(1000) / 8.0));
    }
    return log;
  }

  private static void send(LoopBench bench, List<Tick> log, Random random) {
    int from = 0;
    while (from < log.size()) {
      int to = Math.min(log.size(), from + 1 + random.nextInt(7));
      List<Tick> polled = log.subList(from, to);
      bench.pollTogether(
          () ->
              polled.forEach(
                  tick -> bench.tick(FIRST, tick.series(), tick.second(), tick.price())));
      from = to;
    }
  }

  private static void restart(
      LoopBench before, LoopBench after, List<Tick> log, int cut, Random random) {
    List<ProducerRecord<byte[], byte[]>> snapshots = before.sent(WINDOWS);
    after.windowsEnd = snapshots.size();
    after.windows.updateBeginningOffsets(Map.of(WINDOWS_0, 0L));
    after.windows.updateEndOffsets(Map.of(WINDOWS_0, (long) snapshots.size()));
    after.windows.schedulePollTask(
        () -> {
          for (int i = 0; i < snapshots.size(); i++) {
            ProducerRecord<byte[], byte[]> written = snapshots.get(i);
            after.windows.addRecord(
                new ConsumerRecord<>(WINDOWS, 0, i, written.key(), written.value()));
          }
        });
    OffsetAndMetadata committed =
        Objects.requireNonNull(before.consumer.committed(Set.of(FIRST)).get(FIRST));
    assertThat(committed.offset()).isEqualTo(cut);
    after.consumer.commitSync(Map.of(FIRST, committed));
    after.consumer.updateEndOffsets(Map.of(FIRST, (long) cut));
    after.assign(FIRST);
    after.turn(2);
    int from = (int) after.consumer.position(FIRST);
    after.skip(FIRST, from);
    send(after, log.subList(from, log.size()), random);
  }

  private static void watched(LoopBench bench, int from, int to) {
    for (int second = from; second < to; second++) {
      bench.tick(FIRST, "watched", second, second);
    }
  }

  private static OffsetAndMetadata lastOffsets(LoopBench bench) {
    List<Map<String, Map<TopicPartition, OffsetAndMetadata>>> sent =
        bench.producer().consumerGroupOffsetsHistory();
    return Objects.requireNonNull(
        sent.get(sent.size() - 1).values().stream().findFirst().orElseThrow().get(FIRST));
  }

  /** What is shown of the watched series: its newest value, and what was due at 1 and 2 steps. */
  private static String live(LoopBench bench) {
    LiveSeries live =
        Objects.requireNonNull(
            bench.parts.scorer().orElseThrow().accuracy().series().get(new SeriesId("watched")));
    return "%s, due %s %s"
        .formatted(live.observed(), live.due().get(0).yhat(), live.due().get(1).yhat());
  }

  private static List<String> texts(LoopBench bench) {
    return bench.scores.stream().map(ScoringLoopTest::text).toList();
  }

  private static String text(Score score) {
    return "%s %s+%d: %s %s %s"
        .formatted(
            score.series(),
            score.cutoff(),
            score.step(),
            score.actual(),
            score.yhat(),
            score.naive());
  }

  private static LoopBench bench() {
    return bench(new HandClock());
  }

  private static LoopBench bench(HandClock clock) {
    WindowKeeper keeper =
        new WindowKeeper(
            StubForecaster.WINDOW,
            LoopBench.NO_CALENDAR,
            Duration.ofSeconds(4),
            DuplicateRule.LAST);
    EventTime time =
        new EventTime(LateRule.COUNT, Optional.empty(), Optional.empty(), Duration.ZERO);
    return new LoopBench(
        new LoopSetup().maxReplayRecords(MAX_REPLAY).eventTime(keeper, time, clock));
  }
}
