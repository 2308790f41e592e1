package dev.foretick.stream.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeasonLagsTest {
  @ParameterizedTest
  @CsvSource({"24, 24, 25, 1", "24, 25, 49, 2", "7, 1, 8, 1"})
  void seasonThatTheWindowReachesBackTo_isKnown(int period, int horizon, int inputSize, int count) {
    assertThat(SeasonLags.of(period, horizon, inputSize).count()).isEqualTo(count);
    assertThat(SeasonLags.of(period, horizon, inputSize - 1).isNone()).isTrue();
  }

  @Test
  void noSeason_hasNoLags() {
    assertThat(SeasonLags.of(1, 12, 96)).isEqualTo(SeasonLags.NONE);
  }

  @Test
  void spreadSteps_areTheFirstTheLastAndTwoBetween() {
    assertThat(ScoringPlan.spreadSteps(1)).isEqualTo(List.of(1));
    assertThat(ScoringPlan.spreadSteps(3)).isEqualTo(List.of(1, 2, 3));
    assertThat(ScoringPlan.spreadSteps(12)).isEqualTo(List.of(1, 4, 8, 12));
    assertThat(ScoringPlan.spreadSteps(96)).isEqualTo(List.of(1, 32, 64, 96));
  }
}
