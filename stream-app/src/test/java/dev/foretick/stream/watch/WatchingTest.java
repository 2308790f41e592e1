package dev.foretick.stream.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.SeriesId;
import dev.foretick.common.window.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WatchingTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Watching watching =
      new Watching(
          WatchShape.of(new WindowSpec(8, 3, 1), QuantileLevels.centralInterval(80), 1),
          KeptSeries.none(),
          () -> "model",
          nanos::get,
          1);

  @Test
  void watch_ofTooManySeries_isRefused_andThoseThatAreLeftMakeRoom() {
    List<Watch> watches = new ArrayList<>();
    for (int series = 0; series < Watching.MOST_SERIES; series++) {
      watches.add(watching.watch(new SeriesId("s" + series)).orElseThrow());
    }
    assertThat(watching.watch(new SeriesId("more"))).isEmpty();
    assertThat(watching.watch(new SeriesId("s3"))).as("one that is watched").isPresent();

    watches.get(5).close();

    assertThat(watching.watch(new SeriesId("more"))).isPresent();
    assertThat(watching.watch(new SeriesId("another"))).isEmpty();
  }

  @Test
  void search_thatNoLoopAnswers_endsInTime_andLeavesNothing() {
    LoopWatch loop = watching.join();
    Watching real =
        new Watching(watching.shape(), KeptSeries.none(), () -> "model", System::nanoTime, 1);
    LoopWatch silent = real.join();

    assertThatThrownBy(() -> real.search("a", 10, Duration.ofMillis(30)))
        .isInstanceOf(TimeoutException.class);

    assertThat(silent.isWanted()).as("until the loop's next turn").isTrue();
    assertThat(loop.isWanted()).isFalse();
  }
}
