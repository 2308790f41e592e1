package dev.foretick.model.runtime;

import dev.foretick.common.window.WindowBatch;
import dev.foretick.model.bundle.BundleFile;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.model.testing.ServedWindows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A process of its own that reads a bundle and forecasts, as a server does. */
final class ServingProcess {
  /** What the process printed, and its exit code. */
  record Outcome(int exitCode, String output) {}

  private ServingProcess() {}

  /** Reads the bundle {@code arguments[0]} and forecasts with the runtime {@code arguments[1]}. */
  public static void main(String[] arguments) {
    ModelBundle bundle = BundleFile.read(Path.of(arguments[0]));
    RuntimeKind kind = RuntimeKind.valueOf(arguments[1].toUpperCase(Locale.ROOT));
    WindowBatch windows = ServedWindows.of(bundle.window());
    try (Forecaster forecaster = Runtimes.open(bundle, kind)) {
      QuantileForecasts forecasts = forecaster.forecast(windows);
      System.out.println(forecaster.getClass().getSimpleName());
      System.out.println(Arrays.toString(forecasts.quantiles(0, 1)));
    }
  }

  /** Runs {@link #main} in a new process. */
  static Outcome run(List<String> jvmOptions, String classPath, Path bundle, RuntimeKind kind)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", classPath, ServingProcess.class.getName()));
    command.addAll(List.of(bundle.toString(), kind.optionName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
