package dev.foretick.stream.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TickScheduleTest {
  @Test
  void dueNanos_isCountedFromTheFirstTick() {
    TickSchedule schedule = new TickSchedule(70, 4);
    assertThat(schedule.dueNanos(0)).isEqualTo(70);
    assertThat(schedule.dueNanos(1)).isEqualTo(250_000_070);
    assertThat(schedule.dueNanos(8)).isEqualTo(2_000_000_070);
  }

  /** An interval that is no whole number of nanoseconds must not add up to a slower rate. */
  @Test
  void dueNanos_ofARateThatDoesNotDivideASecond_staysOnTime() {
    assertThat(new TickSchedule(0, 3).dueNanos(3_000_000)).isEqualTo(1_000_000_000_000_000L);
    assertThat(new TickSchedule(0, 70_000).dueNanos(70_000 * 3600L)).isEqualTo(3_600_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void schedule_ofARateThatCannotBe_isRefused(double rate) {
    assertThatThrownBy(() -> new TickSchedule(0, rate))
        .hasMessage("rate: " + rate + " (expected: > 0)");
  }
}
