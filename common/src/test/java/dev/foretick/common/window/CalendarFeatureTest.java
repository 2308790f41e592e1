package dev.foretick.common.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.EpochNanos;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CalendarFeatureTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final double NANOS_OF_DAY = 86_400e9;

  @ParameterizedTest
  @EnumSource
  void phase_anyMoment_isThatOfJavaTime(CalendarFeature feature) {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      long epochNanos = random.nextLong();
      assertThat(feature.phase(epochNanos))
          .as("%s", EpochNanos.toInstant(epochNanos))
          .isCloseTo(phase(feature, epochNanos), EXACT)
          .isBetween(0.0, Math.nextDown(1.0));
    }
  }

  @ParameterizedTest
  @EnumSource
  void phase_ofTheFirstAndTheLastMoments_isThatOfJavaTime(CalendarFeature feature) {
    for (long epochNanos : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1}) {
      assertThat(feature.phase(epochNanos)).isCloseTo(phase(feature, epochNanos), EXACT);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MINUTE_OF_HOUR, 2024-05-06T07:15:00Z, 0.25",
    "HOUR_OF_DAY, 1969-12-31T18:00:00Z, 0.75",
    "HOUR_OF_DAY, 2024-05-06T00:00:00Z, 0",
    "DAY_OF_WEEK, 2024-05-06T00:00:00Z, 0",
    "DAY_OF_WEEK, 1969-12-28T12:00:00Z, 0.9285714285714286",
    "DAY_OF_YEAR, 2024-07-02T00:00:00Z, 0.5",
    "DAY_OF_YEAR, 2023-07-02T12:00:00Z, 0.5",
    "DAY_OF_YEAR, 1900-07-02T12:00:00Z, 0.5",
    "DAY_OF_YEAR, 2000-12-31T00:00:00Z, 0.9972677595628415",
    "DAY_OF_YEAR, 1970-01-01T00:00:00Z, 0",
  })
  void phase_knownMoments(CalendarFeature feature, Instant time, double phase) {
    assertThat(feature.phase(EpochNanos.of(time))).isCloseTo(phase, EXACT);
  }

  @Test
  void phase_firstAndLastDayOfEveryYear_fallInTheirYear() {
    for (int year = 1678; year < 2262; year++) {
      Instant start = LocalDateTime.of(year, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);
      long epochNanos = EpochNanos.of(start);
      assertThat(CalendarFeature.DAY_OF_YEAR.phase(epochNanos)).as("start of %d", year).isZero();
      assertThat(CalendarFeature.DAY_OF_YEAR.phase(epochNanos - 1_000_000_000L))
          .as("end of %d", year - 1)
          .isGreaterThan(0.99999);
    }
  }

  @Test
  void write_putsSineAndCosineAtTheirPlace() {
    float[] channels = {7, 7, 7, 7};
    CalendarFeature.HOUR_OF_DAY.write(
        EpochNanos.of(Instant.parse("1965-03-04T03:00:00Z")), channels, 1);
    assertThat(channels)
        .containsExactly(
            new float[] {7, (float) Math.sqrt(0.5), (float) Math.sqrt(0.5), 7}, within(1e-7f));
  }

  @Test
  void optionName_isInKebabCase() {
    assertThat(CalendarFeature.values())
        .extracting(CalendarFeature::optionName)
        .containsExactly("minute-of-hour", "hour-of-day", "day-of-week", "day-of-year");
  }

  private static double phase(CalendarFeature feature, long epochNanos) {
    LocalDateTime time = LocalDateTime.ofInstant(EpochNanos.toInstant(epochNanos), ZoneOffset.UTC);
    double timeOfDay = time.toLocalTime().toNanoOfDay() / NANOS_OF_DAY;
    return switch (feature) {
      case MINUTE_OF_HOUR ->
          (time.getMinute() + (time.getSecond() + time.getNano() / 1e9) / 60) / 60;
      case HOUR_OF_DAY -> timeOfDay;
      case DAY_OF_WEEK -> (time.getDayOfWeek().getValue() - 1 + timeOfDay) / 7;
      case DAY_OF_YEAR -> (time.getDayOfYear() - 1 + timeOfDay) / Year.of(time.getYear()).length();
    };
  }
}
