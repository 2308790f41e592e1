package dev.foretick.stream.consume;

import static dev.foretick.stream.consume.LoopBench.FIRST;
import static dev.foretick.stream.consume.LoopBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.series.SeriesId;
import dev.foretick.stream.config.DeliveryMode;
import dev.foretick.stream.publish.DeliveryAbortedException;
import dev.foretick.stream.watch.Moment;
import dev.foretick.stream.watch.ShownForecast;
import dev.foretick.stream.watch.Timeline;
import dev.foretick.stream.watch.Watch;
import dev.foretick.stream.watch.Watching;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/**
 * What those see who come late: nobody watches until the observations are through. The stub
 * forecasts the last value plus 0.5, from the third observation on; before, 1 and 2 steps are
 * naive.
 */
class KeptLoopTest {
  private LoopBench bench = new LoopBench();

  @Test
  void fewSeries_areKept_soThatALatecomerSeesEveryEarlierForecast() {
    bench.assign(FIRST);
    ticks("a", 0, 40);
    bench.turn(41);

    List<Moment> moments = watched("a").since(0, 60);

    assertThat(values(moments)).containsExactlyElementsOf(floats(0, 40));
    requireDue(moments, 5, 0.5f);
    ShownForecast forecast = Objects.requireNonNull(watched("a").forecast());
    assertThat(forecast.after()).isEqualTo(39);
    assertThat(forecast.bounds()).startsWith(38.5f, 39.5f, 40.5f);
  }

  @Test
  void firstPollOfASeries_isKeptAsWell_howeverLongItIs() {
    bench.assign(FIRST);
    bench.pollTogether(() -> ticks("a", 0, 300));

    List<Moment> moments = watched("a").since(0, 60);

    assertThat(values(moments)).containsExactlyElementsOf(floats(240, 300));
    requireDue(moments, 0, 0.5f);
    assertThat(moments.get(59).epochNanos()).isEqualTo(299_000_000_000L);
  }

  @Test
  void latecomer_getsWhatFollowsWithoutGapAndOnce() {
    bench.assign(FIRST);
    ticks("a", 0, 10);
    bench.turn(11);
    Timeline timeline = watched("a");
    List<Moment> seen = new ArrayList<>(timeline.since(0, 60));

    bench.pollTogether(() -> ticks("a", 10, 13));
    bench.pollTogether(() -> ticks("a", 13, 20));
    seen.addAll(timeline.since(seen.size(), 60));

    assertThat(watched("a")).isSameAs(timeline);
    assertThat(values(seen)).containsExactlyElementsOf(floats(0, 20));
    assertThat(seen).extracting(Moment::number).containsExactlyElementsOf(longs(20));
    requireDue(seen, 5, 0.5f);
  }

  @Test
  void seriesThatAreWatchedAndNotHere_takeNoPlaceOfThoseThatAre() {
    bench.assign(FIRST);
    List<Watch> absent =
        IntStream.range(0, Watching.MOST_SERIES).mapToObj(i -> watch("absent-" + i)).toList();
    ticks("a", 0, 10);
    bench.turn(11);

    absent.get(0).close();
    requireDue(watched("a").since(0, 60), 5, 0.5f);
  }

  @Test
  void oneOfManySeries_isKeptOnlyIfItIsListed() {
    bench.assign(FIRST);
    ticks("early", 0, 10);
    bench.turn(11);
    bench.tickMany(FIRST);
    for (int second = 0; second < 20; second++) {
      bench.tick(FIRST, "listed", second, second);
      bench.tick(FIRST, "other", second, second);
    }
    bench.turn(42);

    assertThat(values(watched("early").since(0, 60))).containsExactly(7f, 8f, 9f);
    assertThat(values(watched("other").since(0, 60))).containsExactly(17f, 18f, 19f);
    List<Moment> moments = watched("listed").since(0, 60);
    assertThat(values(moments)).containsExactlyElementsOf(floats(0, 20));
    requireDue(moments, 5, 0.5f);
  }

  @Test
  void seriesThatBecomeMany_areKeptNoMore_butForThoseThatAreWatched() {
    bench.assign(FIRST);
    for (int second = 0; second < 10; second++) {
      bench.tick(FIRST, "watched", second, second);
      bench.tick(FIRST, "left", second, second);
    }
    bench.turn(21);
    Watch left = watch("left");
    Timeline timeline = watched("watched");
    left.close();

    bench.tickMany(FIRST);
    bench.watchNanos.addAndGet(TimeUnit.SECONDS.toNanos(31));
    bench.turn(1);
    ticks("watched", 10, 12);
    bench.turn(3);

    assertThat(watched("watched")).isSameAs(timeline);
    assertThat(values(timeline.since(0, 60))).containsExactlyElementsOf(floats(0, 12));
    assertThat(values(watched("left").since(0, 60))).containsExactly(7f, 8f, 9f);
  }

  @Test
  void seriesThatNobodyWatchesAnyMore_isKeptOn_whereThereAreFew() {
    bench.assign(FIRST);
    ticks("a", 0, 10);
    bench.turn(11);
    Watch first = watch("a");
    Timeline timeline = first.timeline().orElseThrow();
    first.close();
    bench.watchNanos.addAndGet(TimeUnit.HOURS.toNanos(1));
    ticks("a", 10, 20);
    bench.turn(12);

    assertThat(bench.parts.watch().isWanted()).isFalse();
    assertThat(watched("a")).isSameAs(timeline);
    assertThat(values(timeline.since(0, 60))).containsExactlyElementsOf(floats(0, 20));
  }

  @Test
  void seriesThatIsForgottenAndBegunAnewInOnePoll_hasNothingOfTheOldOne() {
    bench.assign(FIRST);
    ticks("listed", 0, 10);
    bench.turn(11);
    bench.pollTogether(() -> others(0, 499));
    bench.pollTogether(() -> others(499, 998));

    bench.pollTogether(
        () -> {
          others(998, 1000); // One more than there is room for.
          ticks("listed", 20, 25);
        });

    List<Moment> moments = watched("listed").since(0, 60);
    assertThat(bench.count("foretick.series.evicted")).isPositive();
    assertThat(values(moments)).containsExactly(20f, 21f, 22f, 23f, 24f);
    requireDue(moments, 4, 0.5f);
  }

  @Test
  void abortedBatch_leavesNoForecastThatWasNeverPublished() {
    bench = new LoopBench(new LoopSetup().delivery(DeliveryMode.EXACTLY_ONCE));
    bench.assign(FIRST);
    bench.pollTogether(() -> ticks("a", 0, 5));
    bench.producer().commitTransactionException = new TimeoutException("nobody knows");
    assertThatExceptionOfType(DeliveryAbortedException.class)
        .isThrownBy(() -> bench.pollTogether(() -> prices("a", 5, 8, 100)));
    bench.turn(1);
    assertThat(watch("a").timeline()).as("until it is read again").isEmpty();
    bench.skip(FIRST, 0);
    bench.pollTogether(() -> ticks("a", 0, 9));

    List<Moment> moments = watched("a").since(0, 60);

    assertThat(values(moments)).containsExactlyElementsOf(floats(0, 9));
    requireDue(moments, 5, 0.5f);
  }

  @Test
  void replayedObservations_bringNoForecastsThatNobodyWasTold() {
    bench.consumer.commitSync(Map.of(FIRST, new OffsetAndMetadata(10)));
    bench.consumer.updateEndOffsets(Map.of(FIRST, 10L));
    bench.assign(FIRST);
    Watch early = bench.watching.watch(new SeriesId("listed")).orElseThrow();
    ticks("a", 0, 5);
    ticks("listed", 0, 5);
    bench.turn(12);
    Timeline whileReplaying = early.timeline().orElseThrow();
    ticks("a", 5, 8);
    ticks("listed", 5, 8);
    bench.turn(8);

    List<Moment> moments = watched("a").since(0, 60);
    assertThat(values(moments)).containsExactly(3f, 4f, 5f, 6f, 7f);
    assertThat(moments.get(1).due())
        .as("of 4, which the forecast after 3 said in the replay only")
        .containsOnly(Float.NaN);
    requireDue(moments, 4, 0.5f);
    assertThat(values(whileReplaying.since(0, 60))).startsWith(2f, 3f, 4f);
    assertThat(whileReplaying.since(0, 60).get(2).due()).containsOnly(Float.NaN);
  }

  @Test
  void revisedObservation_leavesTheWholePast_andWhatWasForecastOfIt() {
    bench = new LoopBench(new LoopSetup().revisions(Duration.ofSeconds(10)));
    bench.assign(FIRST);
    prices("a", 0, 20, 0, 2);
    bench.turn(21);

    bench.tick(FIRST, "a", 36, 77); // Puts right what came last but one.
    bench.tick(FIRST, "a", 37, 78); // Out of order.
    bench.turn(3);

    List<Moment> moments = watched("a").since(0, 60);
    List<Float> expected = new ArrayList<>(floats(0, 20));
    expected.set(18, 77f);
    expected.add(19, 78f);
    assertThat(values(moments)).containsExactlyElementsOf(expected);
    assertThat(moments.get(18).due()).startsWith(16.5f, 17.5f, 18.5f);
    assertThat(moments.get(20).due()).as("of 19").startsWith(17.5f, 18.5f, 19.5f);
    requireDue(moments.subList(0, 18), 5, 0.5f);
    ShownForecast forecast = Objects.requireNonNull(watched("a").forecast());
    assertThat(forecast.after()).isEqualTo(20);
    assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
  }

  @Test
  void seriesOfAPartitionThatIsGone_isKeptNoMore() {
    bench.assign(FIRST);
    ticks("a", 0, 10);
    bench.turn(11);
    bench.consumer.schedulePollTask(() -> bench.consumer.rebalance(List.of(SECOND)));
    bench.turn(2);

    assertThat(watch("a").timeline()).isEmpty();
  }

  private void others(int from, int to) {
    IntStream.range(from, to).forEach(series -> bench.tick(FIRST, "other-" + series, 0, 1));
  }

  /** From a moment on, each lead has said of it what it should. */
  private static void requireDue(List<Moment> moments, int from, float more) {
    for (Moment moment : moments.subList(from, moments.size())) {
      float actual = moment.values()[0];
      float one = actual - 1 + more;
      float two = actual - 2 + more;
      assertThat(moment.due())
          .as("of %s", actual)
          .containsExactly(one - 1, one, one + 1, two - 1, two, two + 1);
    }
  }

  private static List<Float> values(List<Moment> moments) {
    return moments.stream().map(moment -> moment.values()[0]).toList();
  }

  private static List<Float> floats(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> (float) i).toList();
  }

  private static List<Long> longs(int to) {
    return IntStream.range(0, to).mapToObj(i -> (long) i).toList();
  }

  private Timeline watched(String series) {
    return watch(series).timeline().orElseThrow();
  }

  private Watch watch(String series) {
    Watch watch = bench.watching.watch(new SeriesId(series)).orElseThrow();
    bench.turn(1);
    return watch;
  }

  private void ticks(String series, int from, int to) {
    prices(series, from, to, 0);
  }

  private void prices(String series, int from, int to, int more) {
    prices(series, from, to, more, 1);
  }

  private void prices(String series, int from, int to, int more, int apart) {
    for (int i = from; i < to; i++) {
      bench.tick(FIRST, series, (long) i * apart, i + more);
    }
  }
}
