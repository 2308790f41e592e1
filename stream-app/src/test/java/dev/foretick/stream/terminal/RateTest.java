package dev.foretick.stream.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RateTest {
  @Test
  void perSecond_overManySamples_forgetsWhatIsOlderThanThreeSeconds() {
    Rate rate = new Rate();
    assertThat(rate.perSecond(0, 0)).isZero();
    double last = 0;
    for (int second = 1; second <= 10; second++) {
      int count = second <= 5 ? 1000 * second : 5000 + 100 * (second - 5);
      last = rate.perSecond(second * 1_000_000_000L, count);
    }
    assertThat(last).isCloseTo(100, within(1e-9));
  }
}
