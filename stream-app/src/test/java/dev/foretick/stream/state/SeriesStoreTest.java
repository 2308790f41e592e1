package dev.foretick.stream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.window.CalendarInputs;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.testing.HandClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeriesStoreTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final HandClock clock = new HandClock(Instant.EPOCH);
  private final SeriesStore store =
      new SeriesStore(
          new WindowKeeper(
              new WindowSpec(4, 1, 1), new CalendarInputs(List.of(), Duration.ofSeconds(1), 1)),
          "test",
          series -> series.value().length(),
          Duration.ofSeconds(10),
          3,
          Optional.empty(),
          new LoopMetrics(registry),
          clock);

  private final Arrivals arrivals = new Arrivals(1);

  @BeforeEach
  void assign() {
    store.assign(0);
    store.assign(1);
  }

  @Test
  void append_ofTheSameSeries_givesTheSameState_butNotAcrossPartitions() {
    SeriesState first = hear(0, "a");

    assertThat(hear(0, "a")).isSameAs(first);
    assertThat(hear(1, "a")).isNotSameAs(first);
    assertThat(store.size()).isEqualTo(2);
  }

  @Test
  void seriesAboveTheCap_replacesTheLongestIdleOfAllPartitions() {
    SeriesState oldest = hear(1, "a");
    clock.advance(Duration.ofMillis(1));
    SeriesState kept = hear(0, "b");
    clock.advance(Duration.ofMillis(1));
    hear(0, "c");
    hear(0, "b");
    hear(1, "d");

    assertThat(store.size()).isEqualTo(3);
    assertThat(hear(0, "b")).isSameAs(kept);
    assertThat(evicted("cap")).isEqualTo(1);
    assertThat(hear(1, "a")).isNotSameAs(oldest);
  }

  @Test
  void seriesAboveTheCap_neverReplacesItself() {
    for (int i = 0; i < 100; i++) {
      SeriesState state = hear(i % 2, "s" + i);
      assertThat(hear(i % 2, "s" + i)).isSameAs(state);
    }
    assertThat(store.size()).isEqualTo(3);
    assertThat(evicted("cap")).isEqualTo(97);
  }

  @Test
  void evictIdle_forgetsOnlyWhatIsIdleForTooLong() {
    SeriesState idle = hear(0, "idle");
    SeriesState busy = hear(0, "busy");
    clock.advance(Duration.ofSeconds(10));
    hear(0, "busy");
    store.evictIdle();
    assertThat(store.size()).isEqualTo(2);

    clock.advance(Duration.ofMillis(1));
    store.evictIdle();

    assertThat(store.size()).isEqualTo(1);
    assertThat(hear(0, "busy")).isSameAs(busy);
    assertThat(hear(0, "idle")).isNotSameAs(idle);
    assertThat(evicted("idle")).isEqualTo(1);
  }

  @Test
  void drop_forgetsThePartition() {
    hear(0, "a");
    hear(1, "b");
    store.drop(0);
    store.drop(0);

    assertThat(store.size()).isEqualTo(1);
    assertThatIllegalStateException().isThrownBy(() -> hear(0, "a"));
  }

  @Test
  void lateObservation_isNoSignOfLife() {
    hearAt(0, "glitch", Instant.parse("2099-01-01T00:00:00Z"));
    for (int second = 0; second <= 10; second++) {
      clock.advance(Duration.ofSeconds(1));
      assertThat(append(0, "glitch", Instant.ofEpochSecond(second))).isNull();
    }
    store.evictIdle();
    assertThat(store.size()).isZero();

    assertThat(append(0, "glitch", Instant.ofEpochSecond(11))).isNotNull();
  }

  private SeriesState hear(int partition, String series) {
    return hearAt(partition, series, clock.instant());
  }

  private SeriesState hearAt(int partition, String series, Instant time) {
    return Objects.requireNonNull(append(partition, series, time));
  }

  private @Nullable SeriesState append(int partition, String series, Instant time) {
    arrivals.clear(1);
    ArrivalRows.add(arrivals, series, EpochNanos.of(time), 1, partition);
    return store.append(arrivals, 0);
  }

  private double evicted(String reason) {
    return registry.get("foretick.series.evicted").tag("reason", reason).counter().count();
  }
}
