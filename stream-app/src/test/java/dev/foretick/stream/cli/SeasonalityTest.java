package dev.foretick.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeasonalityTest {
  @Test
  void of_usualFrequencies_isTheUsualPeriod() {
    assertThat(Seasonality.of(Duration.ofHours(1), 336)).isEqualTo(24);
    assertThat(Seasonality.of(Duration.ofMinutes(15), 336)).isEqualTo(96);
    assertThat(Seasonality.of(Duration.ofDays(1), 30)).isEqualTo(7);
    assertThat(Seasonality.of(Duration.ofDays(7), 104)).isEqualTo(52);
    assertThat(Seasonality.of(Duration.ofDays(31), 24)).isEqualTo(12);
  }

  @Test
  void of_aPeriodBeyondTheWindow_isNone() {
    assertThat(Seasonality.of(Duration.ofSeconds(1), 64)).isEqualTo(1);
    assertThat(Seasonality.of(Duration.ofMillis(1), 64)).isEqualTo(1);
    assertThat(Seasonality.of(Duration.ofHours(7), 64)).isEqualTo(1);
  }
}
