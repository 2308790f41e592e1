package dev.foretick.model.untrained;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.BundleFile;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.runtime.RuntimeKind;
import dev.foretick.model.runtime.Runtimes;
import dev.foretick.model.testing.RandomModels;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntrainedBundleTest {
  private static final WindowSpec WINDOW = new WindowSpec(16, 12, 1);
  private static final NetworkSpec NETWORK =
      new NetworkSpec(List.of(ConvBlock.patchEmbedding(4, 8)), List.of(8), 0, true);
  private static final QuantileLevels LEVELS = QuantileLevels.centralInterval(90);

  @TempDir Path directory;

  @Test
  void of_writtenAndRead_forecastsFiniteNumbers() {
    Path file = directory.resolve("untrained.foretick");
    BundleFile.write(UntrainedBundle.of(1, WINDOW, NETWORK, LEVELS), file);
    WindowBatch windows = RandomModels.walks(2, WINDOW, 20, 100);
    try (Forecaster forecaster = Runtimes.open(BundleFile.read(file), RuntimeKind.ONNX)) {
      QuantileForecasts forecasts = forecaster.forecast(windows);
      for (int row = 0; row < windows.size(); row++) {
        assertThat(forecasts.isFinite(row)).as("row %d", row).isTrue();
      }
    }
  }

  @Test
  void of_theSameSeed_isTheSameModel() {
    ModelBundle first = UntrainedBundle.of(1, WINDOW, NETWORK, LEVELS);
    assertThat(UntrainedBundle.of(1, WINDOW, NETWORK, LEVELS).provenance())
        .isEqualTo(first.provenance());
    assertThat(UntrainedBundle.of(2, WINDOW, NETWORK, LEVELS).provenance())
        .isNotEqualTo(first.provenance());
  }
}
