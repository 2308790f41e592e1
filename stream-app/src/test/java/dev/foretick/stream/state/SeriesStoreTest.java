package dev.foretick.stream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.foretick.common.series.SeriesId;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.stream.metrics.LoopMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeriesStoreTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final SteppingClock clock = new SteppingClock();
  private final SeriesStore store =
      new SeriesStore(
          new WindowSpec(4, 1, 1),
          Duration.ofSeconds(10),
          3,
          Optional.empty(),
          new LoopMetrics(registry),
          clock);

  private static final class SteppingClock extends Clock {
    private Instant now = Instant.EPOCH;

    void step(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeEach
  void assign() {
    store.assign(0);
    store.assign(1);
  }

  @Test
  void touch_ofTheSameSeries_givesTheSameState_butNotAcrossPartitions() {
    SeriesState first = touch(0, "a");

    assertThat(touch(0, "a")).isSameAs(first);
    assertThat(touch(1, "a")).isNotSameAs(first);
    assertThat(store.size()).isEqualTo(2);
  }

  @Test
  void seriesAboveTheCap_replacesTheLongestIdleOfAllPartitions() {
    SeriesState oldest = touch(1, "a");
    clock.step(Duration.ofMillis(1));
    SeriesState kept = touch(0, "b");
    clock.step(Duration.ofMillis(1));
    touch(0, "c");
    touch(0, "b");
    touch(1, "d");

    assertThat(store.size()).isEqualTo(3);
    assertThat(touch(0, "b")).isSameAs(kept);
    assertThat(evicted("cap")).isEqualTo(1);
    assertThat(touch(1, "a")).isNotSameAs(oldest);
  }

  @Test
  void seriesAboveTheCap_neverReplacesItself() {
    for (int i = 0; i < 100; i++) {
      SeriesState state = touch(i % 2, "s" + i);
      assertThat(touch(i % 2, "s" + i)).isSameAs(state);
    }
    assertThat(store.size()).isEqualTo(3);
    assertThat(evicted("cap")).isEqualTo(97);
  }

  @Test
  void evictIdle_forgetsOnlyWhatIsIdleForTooLong() {
    SeriesState idle = touch(0, "idle");
    SeriesState busy = touch(0, "busy");
    clock.step(Duration.ofSeconds(10));
    touch(0, "busy");
    store.evictIdle();
    assertThat(store.size()).isEqualTo(2);

    clock.step(Duration.ofMillis(1));
    store.evictIdle();

    assertThat(store.size()).isEqualTo(1);
    assertThat(touch(0, "busy")).isSameAs(busy);
    assertThat(touch(0, "idle")).isNotSameAs(idle);
    assertThat(evicted("idle")).isEqualTo(1);
  }

  @Test
  void drop_forgetsThePartition() {
    touch(0, "a");
    touch(1, "b");
    store.drop(0);
    store.drop(0);

    assertThat(store.size()).isEqualTo(1);
    assertThatIllegalStateException().isThrownBy(() -> touch(0, "a"));
  }

  private SeriesState touch(int partition, String series) {
    return store.touch(partition, new SeriesId(series));
  }

  private double evicted(String reason) {
    return registry.get("foretick.series.evicted").tag("reason", reason).counter().count();
  }
}
