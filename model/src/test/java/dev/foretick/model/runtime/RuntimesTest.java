package dev.foretick.model.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.BundleFile;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.runtime.ServingProcess.Outcome;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.testing.RandomModels;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimesTest {
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  @TempDir Path directory;
  private Path bundle = Path.of("unset");

  @BeforeEach
  void writeBundle() {
    bundle = directory.resolve("m.foretick");
    BundleFile.write(
        RandomModels.bundle(
            4,
            new WindowSpec(24, 3, 2),
            new NetworkSpec(List.of(ConvBlock.patchEmbedding(8, 4)), List.of(4), 0, true),
            TargetTransform.LOG_RETURN,
            Normalization.INSTANCE,
            QuantileLevels.centralInterval(90)),
        bundle);
  }

  @Test
  void open_auto_loadsNothingOfWhatTrains() throws IOException, InterruptedException {
    Path loaded = directory.resolve("classes.txt");
    Outcome outcome =
        ServingProcess.run(
            List.of("-Xlog:class+load:file=" + loaded), CLASS_PATH, bundle, RuntimeKind.AUTO);

    assertThat(outcome.output()).as("exit %d", outcome.exitCode()).contains("OnnxForecaster");
    assertThat(outcome.exitCode()).isZero();
    assertThat(Files.readAllLines(loaded))
        .anyMatch(line -> line.contains(" dev.foretick.model.runtime.Runtimes "))
        .anyMatch(line -> line.contains(" ai.onnxruntime.OrtSession "))
        .noneMatch(line -> line.matches(".* (org\\.nd4j|org\\.deeplearning4j|onnx)\\..*"))
        .noneMatch(line -> line.matches(".* (org\\.bytedeco|dev\\.foretick\\.model\\.dl4j)\\..*"));
  }

  @Test
  void open_autoWithoutDeeplearning4jOnTheClassPath_forecasts()
      throws IOException, InterruptedException {
    String lean =
        Arrays.stream(CLASS_PATH.split(File.pathSeparator))
            .filter(entry -> !entry.matches(".*(nd4j|deeplearning4j|bytedeco).*"))
            .collect(Collectors.joining(File.pathSeparator));

    assertThat(lean).isNotEqualTo(CLASS_PATH);
    Outcome outcome = ServingProcess.run(List.of(), lean, bundle, RuntimeKind.AUTO);

    assertThat(outcome.output()).as("exit %d", outcome.exitCode()).contains("OnnxForecaster");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void open_autoWithLongCommandLine_forecasts() throws IOException, InterruptedException {
    List<String> padding = List.of("-Dpadding=" + "x".repeat(20_000));
    Outcome outcome = ServingProcess.run(padding, CLASS_PATH, bundle, RuntimeKind.AUTO);

    assertThat(outcome.output()).as("exit %d", outcome.exitCode()).contains("OnnxForecaster");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void open_autoWhereOnnxRuntimeHasNoLibrary_fallsBackAndSaysSo()
      throws IOException, InterruptedException {
    List<String> noLibrary = List.of("-Donnxruntime.native.path=" + directory);
    Outcome fallback = ServingProcess.run(noLibrary, CLASS_PATH, bundle, RuntimeKind.AUTO);

    assertThat(fallback.output())
        .contains("Dl4jForecaster")
        .contains("ONNX Runtime has no native library");
    assertThat(fallback.exitCode()).isZero();
    Outcome demanded = ServingProcess.run(noLibrary, CLASS_PATH, bundle, RuntimeKind.ONNX);
    assertThat(demanded.exitCode()).isNotZero();
  }
}
