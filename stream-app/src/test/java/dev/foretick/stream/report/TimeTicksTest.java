package dev.foretick.stream.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTicksTest {
  private static final Instant FROM = Instant.parse("2026-03-02T11:17:23.456Z");

  @Test
  void within_twoDays_areHoursUnderTheirDate() {
    assertThat(within(FROM, Duration.ofDays(2)))
        .extracting(tick -> tick.label() + "|" + tick.context())
        .containsExactly("12:00|2 Mar", "00:00|3 Mar", "12:00|", "00:00|4 Mar");
  }

  @Test
  void within_weeks_areMondays() {
    assertThat(within(FROM, Duration.ofDays(35)))
        .extracting(AxisTick::label)
        .containsExactly("9 Mar", "16 Mar", "23 Mar", "30 Mar", "6 Apr");
  }

  @Test
  void within_aYear_areMonthsUnderTheirYear() {
    assertThat(within(FROM, Duration.ofDays(365)))
        .extracting(tick -> tick.label() + "|" + tick.context())
        .containsExactly("Apr|2026", "Jul|", "Oct|", "Jan|2027");
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        5,
        900,
        61_000,
        3_700_000,
        90_000_000,
        2_000_000_000L,
        90_000_000_000L,
        9_000_000_000_000L
      })
  void within_anyRange_areFewAndInside(long millis) {
    List<AxisTick> ticks = within(FROM, Duration.ofMillis(millis));

    assertThat(ticks).hasSizeBetween(1, 8);
    assertThat(ticks)
        .allSatisfy(
            tick ->
                assertThat(tick.at())
                    .isBetween(
                        (double) FROM.toEpochMilli(), (double) FROM.toEpochMilli() + millis));
  }

  private static List<AxisTick> within(Instant from, Duration range) {
    double start = from.toEpochMilli();
    return TimeTicks.within(start, start + range.toMillis());
  }
}
