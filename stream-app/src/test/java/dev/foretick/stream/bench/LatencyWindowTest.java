package dev.foretick.stream.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatencyWindowTest {
  private static final long MILLI = 1_000_000;
  private static final double PRECISION = 0.001;

  @Test
  void record_ofTicksDueOutsideOfTheSpan_countsNone() {
    LatencyWindow window = new LatencyWindow(1_000 * MILLI, Duration.ofSeconds(1));
    window.record(999 * MILLI, 5_000 * MILLI);
    window.record(2_000 * MILLI, 2_001 * MILLI);
    window.record(1_000 * MILLI, 1_004 * MILLI);
    window.record(1_999 * MILLI, 9_999 * MILLI);

    assertThat(window.count()).isEqualTo(2);
    assertThat(window.seconds(50)).isCloseTo(0.004, within(0.004 * PRECISION));
    assertThat(window.longestSeconds()).isCloseTo(8, within(8 * PRECISION));
  }

  /**
   * A producer that stands still for half of a second at 1000 ticks/s, through a server that takes
   * 1 ms: the ticks of that half waited 250 ms on average, although each took 1 ms once it was
   * sent.
   */
  @Test
  void record_ofAProducerThatWasHeldUp_countsFromWhenTicksWereDue() {
    TickSchedule schedule = new TickSchedule(0, 1000);
    LatencyWindow window = new LatencyWindow(0, Duration.ofSeconds(1));
    long standsUntil = 500 * MILLI;
    for (long tick = 0; tick < 1000; tick++) {
      long due = schedule.dueNanos(tick);
      long sent = Math.max(due, standsUntil);
      window.record(due, sent + MILLI);
    }

    assertThat(window.count()).isEqualTo(1000);
    assertThat(window.longestSeconds()).isCloseTo(0.501, within(0.001));
    assertThat(window.seconds(75)).isCloseTo(0.251, within(0.003));
    assertThat(window.seconds(50)).isCloseTo(0.001, within(0.002));
  }

  @Test
  void record_ofAClockThatWentBack_isNoTimeAtAll() {
    LatencyWindow window = new LatencyWindow(0, Duration.ofSeconds(1));
    window.record(500, 400);
    assertThat(window.longestSeconds()).isZero();
  }
}
