package dev.foretick.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The built distribution, run through its own launcher. */
final class Distribution {
  private static final Path LAUNCHER =
      Path.of("target", "foretick", "bin", "foretick").toAbsolutePath();

  private Distribution() {}

  /** Starts a command, its output going to {@code log}. */
  static Process start(Path log, String... arguments) throws IOException {
    return startWith("", log, arguments);
  }

  /** Starts a command in a JVM with further options. */
  static Process startWith(String jvmOptions, Path log, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    if (!jvmOptions.isEmpty()) {
      builder.environment().put("FORETICK_OPTS", jvmOptions);
    }
    return builder.start();
  }

  /** Runs a command to its end. */
  static Finished run(Path log, String... arguments) throws IOException, InterruptedException {
    Process process = start(log, arguments);
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException(
          "foretick %s: still running after 3 minutes%n%s"
              .formatted(String.join(" ", arguments), Files.readString(log)));
    }
    return new Finished(process.exitValue(), Files.readString(log));
  }

  /** How a command ended, and what it printed. */
  record Finished(int exitCode, String output) {}
}
