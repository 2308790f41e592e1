package dev.foretick.deploy;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that is not of this project, such as promtool, where the machine has it. */
record OutsideTool(Path executable) {
  /** Finds a program on the PATH, or skips the test and says so. */
  static OutsideTool require(String name, String debianPackage) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(OutsideTool::new)
        .orElseGet(() -> skipLoudly(name, debianPackage));
  }

  /** Runs to the end; what it prints on both streams, and how it ended. */
  Finished run(String... arguments) throws IOException, InterruptedException {
    return runIn(Path.of(""), arguments);
  }

  /** Runs to the end in another folder. */
  Finished runIn(Path folder, String... arguments) throws IOException, InterruptedException {
    Process process = builder(arguments).directory(folder.toAbsolutePath().toFile()).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Finished(process.waitFor(), output);
  }

  /** Starts it, its output going to {@code log}. */
  Process start(Path log, String... arguments) throws IOException {
    return builder(arguments).redirectOutput(log.toFile()).start();
  }

  /** Ends a process in order, or after a while without. */
  static void stop(Process process) {
    process.destroy();
    try {
      if (process.waitFor(40, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  /** How a program ended, and what it printed. */
  record Finished(int exitCode, String output) {}

  private ProcessBuilder builder(String... arguments) {
    List<String> command = new ArrayList<>(List.of(executable.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  private static OutsideTool skipLoudly(String name, String debianPackage) {
    System.err.printf(
        "%n*** SKIPPED: no %s on the PATH (apt-get install %s) ***%n%n", name, debianPackage);
    return abort(name + " is not here");
  }
}
