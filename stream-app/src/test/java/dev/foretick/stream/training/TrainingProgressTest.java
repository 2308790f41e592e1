package dev.foretick.stream.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foretick.model.training.EpochResult;
import dev.foretick.model.training.TrainingSchedule;
import dev.foretick.stream.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {
  private static final TrainingSchedule SCHEDULE =
      new TrainingSchedule(5, 64, 1, 1e-3, 2, 1, Optional.empty());

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Terminal drawn = terminal(true);

  @Test
  void onEpoch_ofTheOnlyTraining_printsALine() {
    try (TrainingProgress progress = new TrainingProgress(terminal(false), SCHEDULE, () -> false)) {
      progress.onEpoch(new EpochResult(1, 0.3, 0.2, 1e-3));
    }
    assertThat(text().lines())
        .singleElement()
        .asString()
        .matches(" {2}epoch {2}1/5 {3}loss 0\\.3000 {3}validation 0\\.2000 +\\d+\\.\\d s {3}best");
  }

  @Test
  void onEpoch_ofOneTrainingOfMany_showsInTheBarAlone() {
    try (TrainingProgress progress = TrainingProgress.ofMany(drawn, SCHEDULE, "model 2 of 5")) {
      progress.onBatch(1, 5, 1, 4, 0.3);
      progress.onEpoch(new EpochResult(1, 0.3, 0.2, 1e-3));
    }
    assertThat(text()).contains("model 2 of 5  epoch 1/5  loss 0.3000").doesNotContain("\n");
  }

  @Test
  void onEpoch_theLast_saysWhatFollows() {
    try (TrainingProgress progress = new TrainingProgress(drawn, SCHEDULE, () -> false)) {
      progress.onEpoch(new EpochResult(4, 0.3, 0.2, 1e-3));
      assertThat(text()).doesNotContain("calibrating");
      progress.onEpoch(new EpochResult(5, 0.3, 0.1, 1e-3));
      assertThat(text()).endsWith("100 %  fitting the baselines, calibrating the intervals");
    }
    assertThat(text()).endsWith("\r\u001b[K");
  }

  @Test
  void onEpoch_whenPatienceIsOver_saysWhatFollows() {
    try (TrainingProgress progress = new TrainingProgress(drawn, SCHEDULE, () -> false)) {
      progress.onEpoch(new EpochResult(1, 0.3, 0.1, 1e-3));
      progress.onEpoch(new EpochResult(2, 0.3, 0.2, 1e-3));
      assertThat(text()).doesNotContain("calibrating");
      progress.onEpoch(new EpochResult(3, 0.3, 0.3, 1e-3));
      assertThat(text()).endsWith("calibrating the intervals");
    }
  }

  @Test
  void onBatch_cancelled_endsTheTraining() {
    try (TrainingProgress progress = new TrainingProgress(drawn, SCHEDULE, () -> true)) {
      assertThatThrownBy(() -> progress.onBatch(1, 5, 1, 4, 0.3))
          .isInstanceOf(CancellationException.class);
    }
  }

  private Terminal terminal(boolean interactive) {
    return new Terminal(
        new PrintStream(bytes, true, StandardCharsets.UTF_8), interactive, false, false);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
