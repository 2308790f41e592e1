package dev.foretick.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final SteppingClock clock = new SteppingClock();

  @Test
  void learningRate_overTheSteps_isHalfACosine() {
    Progress progress = new Progress(clock, schedule(Optional.empty()), 4);

    assertThat(progress.learningRate()).isEqualTo(0.1);
    progress.step();
    progress.step();
    assertThat(progress.learningRate()).isCloseTo(0.05, within(1e-12));
    progress.step();
    progress.step();
    assertThat(progress.learningRate()).isZero();
    assertThat(progress.isTimeOver()).isFalse();
  }

  @Test
  void learningRate_timeRunsAheadOfTheSteps_followsTheClock() {
    Progress progress = new Progress(clock, schedule(Optional.of(Duration.ofSeconds(60))), 1_000);

    clock.advance(Duration.ofSeconds(30));
    progress.step();
    assertThat(progress.learningRate()).isCloseTo(0.05, within(1e-12));
    assertThat(progress.isTimeOver()).isFalse();
    clock.advance(Duration.ofSeconds(30));
    assertThat(progress.isTimeOver()).isTrue();
    assertThat(progress.learningRate()).isZero();
  }

  private static TrainingSchedule schedule(Optional<Duration> limit) {
    return new TrainingSchedule(1, 1, 1, 0.1, 1, 1, limit);
  }
}
