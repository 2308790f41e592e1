package dev.foretick.stream.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.window.CalendarInputs;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.testing.HandClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeriesScanTest {
  private static final int SERIES = 100_000;

  private final SeriesStore store =
      new SeriesStore(
          new WindowKeeper(
              new WindowSpec(2, 1, 1), new CalendarInputs(List.of(), Duration.ofSeconds(1), 1)),
          "test",
          series -> 0,
          Duration.ofDays(1),
          2 * SERIES,
          Optional.empty(),
          new LoopMetrics(new SimpleMeterRegistry()),
          new HandClock());

  private final Arrivals arrivals = new Arrivals(1);
  private int series;

  @Test
  void next_pieceByPiece_showsEverySeriesOnce() {
    store.assign(0);
    store.assign(1);
    hear(SERIES, 2);
    Set<String> seen = new HashSet<>();
    int[] shown = {0};
    int pieces = 1;

    SeriesScan scan = store.lookup().scan();
    while (!scan.next(
        4_096,
        found -> {
          shown[0]++;
          seen.add(new String(found.key(), StandardCharsets.UTF_8));
        })) {
      pieces++;
    }

    assertThat(seen).hasSize(SERIES);
    assertThat(shown[0]).isEqualTo(SERIES);
    assertThat(pieces).isBetween(20, 200);
  }

  @Test
  void next_whileSeriesCome_ends_andShowsNearlyAll() {
    store.assign(0);
    hear(1_000, 1);
    Set<String> seen = new HashSet<>();
    SeriesScan scan = store.lookup().scan();
    while (!scan.next(200, found -> seen.add(new String(found.key(), StandardCharsets.UTF_8)))) {
      if (series < 5_000) {
        hear(200, 1);
      }
    }

    assertThat(seen).hasSizeGreaterThan(990);
  }

  @Test
  void find_givesTheSeriesOfAnyPartition() {
    store.assign(0);
    store.assign(1);
    hear(4, 2);

    SeriesState found =
        Objects.requireNonNull(store.lookup().find("s3".getBytes(StandardCharsets.UTF_8)));
    assertThat(new String(found.key(), StandardCharsets.UTF_8)).isEqualTo("s3");
    assertThat(store.lookup().find("s4".getBytes(StandardCharsets.UTF_8))).isNull();
    store.drop(1);
    assertThat(store.lookup().find("s3".getBytes(StandardCharsets.UTF_8))).isNull();
  }

  /** Lets further series come, to all partitions in turn. */
  private void hear(int more, int partitions) {
    for (int i = 0; i < more; i++, series++) {
      arrivals.clear(1);
      ArrivalRows.add(arrivals, "s" + series, 0, 1, series % partitions);
      store.append(arrivals, 0);
    }
  }
}
