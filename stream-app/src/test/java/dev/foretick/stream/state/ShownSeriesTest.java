package dev.foretick.stream.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.SeriesId;
import dev.foretick.common.window.CalendarInputs;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.score.LiveScorer;
import dev.foretick.stream.testing.HandClock;
import dev.foretick.stream.testing.TestScorers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What scoring shows of a series by its name, while its windows come and go. */
class ShownSeriesTest {
  private static final SeriesId A = new SeriesId("a");

  private final LiveScorer scorer = newScorer();
  private final SeriesStore store = newStore(scorer);
  private final Map<String, byte[]> snapshots = new HashMap<>();

  @Test
  void seriesThatIsReadBack_isShownAtTheTimeOfItsNewestValue() {
    restore();

    assertThat(scorer.accuracy().series().get(A))
        .satisfies(
            live -> {
              assertThat(live.observed()).isEqualTo(7.5);
              assertThat(live.epochNanos()).isEqualTo(42);
            });
  }

  @Test
  void seriesThatIsReadBack_andTurnsOutToHaveBeenForgotten_isShownNoMore() {
    restore();
    store.restore(0, key(), null, 1);
    scorer.publish();

    assertThat(store.size()).isZero();
    assertThat(scorer.accuracy().series()).isEmpty();
  }

  private void restore() {
    LiveScorer earlier = newScorer();
    SeriesStore written = newStore(earlier);
    Arrivals arrivals = new Arrivals(1);
    arrivals.clear(1);
    ArrivalRows.add(arrivals, "a", 42, 7.5, 0, 0);
    SeriesState series = Objects.requireNonNull(written.append(arrivals, 0));
    earlier.observe(Objects.requireNonNull(series.pending()), 7.5f, 42);
    written.writeChangedBefore(0, 1, (key, snapshot, changedAt) -> snapshots.put("a", snapshot));
    store.restore(0, key(), Objects.requireNonNull(snapshots.get("a")), 1);
    scorer.publish();
  }

  private static byte[] key() {
    return "a".getBytes(StandardCharsets.UTF_8);
  }

  private static LiveScorer newScorer() {
    return TestScorers.of(
        "m",
        "v",
        TestScorers.plan(QuantileLevels.centralInterval(90), 2, 10, Set.of(A)),
        new SimpleMeterRegistry(),
        Optional.empty());
  }

  private static SeriesStore newStore(LiveScorer scorer) {
    SeriesStore made =
        new SeriesStore(
            new WindowKeeper(
                new WindowSpec(4, 2, 1), new CalendarInputs(List.of(), Duration.ofSeconds(1), 1)),
            "test",
            series -> 0,
            Duration.ofDays(1),
            10,
            Optional.of(scorer),
            new LoopMetrics(new SimpleMeterRegistry()),
            new HandClock());
    made.assign(0);
    return made;
  }
}
