package dev.foretick.stream.consume;

import static dev.foretick.stream.consume.LoopBench.FIRST;
import static dev.foretick.stream.consume.LoopBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.series.SeriesId;
import dev.foretick.stream.config.DeliveryMode;
import dev.foretick.stream.publish.DeliveryAbortedException;
import dev.foretick.stream.watch.Moment;
import dev.foretick.stream.watch.SeriesMatch;
import dev.foretick.stream.watch.SeriesMatches;
import dev.foretick.stream.watch.ShownForecast;
import dev.foretick.stream.watch.Timeline;
import dev.foretick.stream.watch.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** What those see who watch a loop's series. The stub forecasts the last value plus 0.5. */
class WatchedLoopTest {
  private LoopBench bench = new LoopBench();

  @Test
  void watch_ofASeries_showsItsWindow_andEarlierForecastsBesideWhatComes() {
    bench.assign(FIRST);
    bench.tickMany(FIRST);
    ticks("a", 0, 5);
    bench.turn(6);

    Timeline timeline = watched("a");

    List<Moment> moments = timeline.since(0, 100);
    assertThat(moments).extracting(moment -> moment.values()[0]).containsExactly(2f, 3f, 4f);
    assertThat(moments.get(2).epochNanos()).isEqualTo(4_000_000_000L);
    ShownForecast forecast = Objects.requireNonNull(timeline.forecast());
    assertThat(forecast.after()).isEqualTo(2);
    assertThat(forecast.bounds()).containsExactly(3.5f, 4.5f, 5.5f, 3.5f, 4.5f, 5.5f);

    ticks("a", 5, 6);
    bench.turn(1);
    assertThat(timeline.since(0, 100).get(3).due())
        .as("of 5, by the forecasts that waited when the watch began, at 1 and 2 steps")
        .containsExactly(3.5f, 4.5f, 5.5f, 2.5f, 3.5f, 4.5f);
  }

  @Test
  void seriesThatMovedToAnotherPartition_isShownWhereItGoesOn() {
    bench.assign(FIRST, SECOND);
    bench.tick(FIRST, "a", 0, 0);
    bench.turn(1);
    bench.clock.advance(Duration.ofMinutes(1));
    IntStream.range(1, 4).forEach(i -> bench.tick(SECOND, "a", i, i));
    bench.turn(3);

    Timeline timeline = watched("a");
    bench.tick(SECOND, "a", 4, 4);
    bench.turn(2);

    assertThat(watched("a").id()).isEqualTo(timeline.id());
    assertThat(timeline.since(0, 100))
        .extracting(moment -> moment.values()[0])
        .containsExactly(1f, 2f, 3f, 4f);
  }

  @Test
  void watchedSeries_goesOnWithEachObservation_withinOnePollToo() {
    bench.assign(FIRST);
    ticks("a", 0, 3);
    bench.turn(4);
    Timeline timeline = watched("a");

    bench.pollTogether(() -> ticks("a", 3, 6));

    assertThat(timeline.since(3, 100))
        .extracting(moment -> moment.values()[0])
        .containsExactly(3f, 4f, 5f);
    assertThat(timeline.since(0, 100).get(5).due())
        .as("of 5, at 1 and 2 steps")
        .containsExactly(3.5f, 4.5f, 5.5f, 2.5f, 3.5f, 4.5f);
    ShownForecast forecast = Objects.requireNonNull(timeline.forecast());
    assertThat(forecast.after()).isEqualTo(5);
    assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
    assertThat(forecast.forecaster()).isEqualTo("stub");
    assertThat(forecast.bounds()[1]).isCloseTo(5.5f, within(1e-6f));
  }

  @Test
  void otherSeries_areNotTold() {
    bench.assign(FIRST);
    ticks("a", 0, 3);
    bench.turn(4);
    Timeline timeline = watched("a");

    ticks("b", 0, 5);
    bench.turn(6);

    assertThat(timeline.next()).isEqualTo(3);
  }

  @Test
  void seriesOfNoPartitionHere_isNotThere_untilItIs() {
    bench.assign(FIRST);
    Watch watch = bench.watching.watch(new SeriesId("late")).orElseThrow();
    bench.turn(2);
    assertThat(watch.timeline()).isEmpty();

    ticks("late", 0, 2);
    bench.turn(4);
    assertThat(watch.timeline()).isPresent();

    bench.consumer.schedulePollTask(() -> bench.consumer.rebalance(List.of(SECOND)));
    bench.turn(3);
    assertThat(watch.timeline()).isEmpty();
  }

  @Test
  void nobodyWatching_leavesTheLoopNothingToDo() {
    bench.assign(FIRST);
    assertThat(bench.parts.watch().isWanted()).isFalse();

    Watch watch = bench.watching.watch(new SeriesId("a")).orElseThrow();
    bench.turn(1);
    assertThat(bench.parts.watch().isWanted()).isTrue();

    watch.close();
    bench.watchNanos.addAndGet(TimeUnit.SECONDS.toNanos(29));
    bench.turn(1);
    assertThat(bench.parts.watch().isWanted()).as("a browser may come back").isTrue();

    bench.watchNanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
    bench.turn(1);
    assertThat(bench.parts.watch().isWanted()).isFalse();
  }

  @Test
  void reconnection_findsTheSameTimeline() {
    bench.assign(FIRST);
    ticks("a", 0, 3);
    bench.turn(4);
    Watch first = bench.watching.watch(new SeriesId("a")).orElseThrow();
    bench.turn(1);
    long id = first.timeline().orElseThrow().id();
    first.close();
    ticks("a", 3, 5);
    bench.turn(3);

    Timeline again = watched("a");

    assertThat(again.id()).isEqualTo(id);
    assertThat(again.since(3, 100)).hasSize(2);
  }

  @Test
  void abortedBatch_isNotSeenTwice() {
    bench = new LoopBench(new LoopSetup().delivery(DeliveryMode.EXACTLY_ONCE));
    bench.assign(FIRST);
    bench.tickMany(FIRST);
    bench.pollTogether(() -> ticks("a", 0, 3));
    Watch watch = bench.watching.watch(new SeriesId("a")).orElseThrow();
    bench.turn(1);
    long before = watch.timeline().orElseThrow().id();

    bench.producer().commitTransactionException = new TimeoutException("nobody knows");
    assertThatExceptionOfType(DeliveryAbortedException.class)
        .isThrownBy(() -> bench.pollTogether(() -> ticks("a", 3, 6)));
    bench.turn(1);
    bench.skip(FIRST, 0);
    bench.tickMany(FIRST);
    bench.pollTogether(() -> ticks("a", 0, 7));

    Timeline after = watch.timeline().orElseThrow();
    assertThat(after.id()).isNotEqualTo(before);
    assertThat(after.since(0, 100))
        .extracting(moment -> moment.values()[0])
        .containsExactly(0f, 1f, 2f, 3f, 4f, 5f, 6f);
  }

  @Test
  void revisedObservation_changesWhatIsShown_andKeepsEarlierForecasts() {
    bench = new LoopBench(new LoopSetup().revisions(Duration.ofSeconds(10)));
    bench.assign(FIRST);
    bench.tickMany(FIRST);
    ticks("a", 0, 5);
    bench.turn(6);
    Watch watch = bench.watching.watch(new SeriesId("a")).orElseThrow();
    bench.turn(1);
    ticks("a", 5, 6);
    bench.turn(1);

    bench.tick(FIRST, "a", 4, 77);
    bench.turn(3);

    List<Moment> moments = watch.timeline().orElseThrow().since(0, 100);
    assertThat(moments).extracting(moment -> moment.values()[0]).containsExactly(2f, 3f, 77f, 5f);
    assertThat(moments.get(3).due()).startsWith(3.5f, 4.5f, 5.5f);
  }

  @Test
  void search_findsByAnyPart_thoseThatBeginWithItFirst() throws Exception {
    bench.assign(FIRST, SECOND);
    for (String series : List.of("pump-2", "AMBER", "ampere", "lamp", "zoo")) {
      bench.tick(FIRST, series, 0, 1);
    }
    bench.tick(SECOND, "Amp\u00e8re", 0, 1);
    bench.turn(8);

    SeriesMatches found = search("AM", 50);

    assertThat(found.found())
        .extracting(SeriesMatch::id)
        .containsExactly("AMBER", "Amp\u00e8re", "ampere", "lamp");
    assertThat(found.searched()).isEqualTo(6);
    assertThat(search("\u00e8RE", 50).matching()).isEqualTo(1);
    bench.turn(1);
    assertThat(bench.parts.watch().isWanted()).isFalse();
  }

  @Test
  void search_forNothing_namesTheMostRecent() throws Exception {
    bench.assign(FIRST);
    for (int series = 0; series < 5; series++) {
      bench.tick(FIRST, "s" + series, 0, 1);
      bench.turn(2);
      bench.clock.advance(Duration.ofSeconds(1));
    }

    SeriesMatches found = search("", 2);

    assertThat(found.found()).extracting(SeriesMatch::id).containsExactly("s4", "s3");
    assertThat(found.matching()).isEqualTo(5);
  }

  private SeriesMatches search(String text, int limit) throws Exception {
    CompletableFuture<SeriesMatches> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return bench.watching.search(text, limit, Duration.ofSeconds(20));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    while (!answer.isDone()) {
      bench.turn(1);
    }
    return answer.get();
  }

  private Timeline watched(String series) {
    Watch watch = bench.watching.watch(new SeriesId(series)).orElseThrow();
    bench.turn(1);
    return watch.timeline().orElseThrow();
  }

  private void ticks(String series, int from, int to) {
    for (int second = from; second < to; second++) {
      bench.tick(FIRST, series, second, second);
    }
  }
}
