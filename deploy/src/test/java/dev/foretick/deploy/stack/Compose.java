package dev.foretick.deploy.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Docker Compose, version 2 where it is, else 1, on one project. */
final class Compose {
  private static final int TIMEOUT_MINUTES = 10;

  private final List<String> command;
  private final Map<String, String> environment;
  private final Path directory;

  /**
   * Names a project.
   *
   * @param files later ones add to earlier ones, or replace parts of them
   * @param environment what the files ask for
   * @param directory takes the output of every command
   */
  Compose(String project, List<Path> files, Map<String, String> environment, Path directory) {
    command = new ArrayList<>(compose().orElseThrow());
    command.addAll(List.of("-p", project));
    files.forEach(file -> command.addAll(List.of("-f", file.toAbsolutePath().toString())));
    this.environment = Map.copyOf(environment);
    this.directory = directory;
  }

  /** How Docker Compose is called here, if it is here. */
  static Optional<List<String>> compose() {
    return List.of(List.of("docker", "compose"), List.of("docker-compose")).stream()
        .filter(Compose::answers)
        .findFirst();
  }

  /**
   * Runs a command to its end, and gives what it printed.
   *
   * @throws IllegalStateException if it fails
   */
  String run(String... arguments) throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(Arrays.asList(arguments));
    return run(whole, environment, directory);
  }

  /** As {@link #run(String...)}, of any command. */
  static String run(List<String> command, Map<String, String> environment, Path directory)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(directory, "command", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    String text = Files.readString(output);
    if (!ended || process.exitValue() != 0) {
      throw new IllegalStateException(
          "%s: %s%n%s"
              .formatted(
                  String.join(" ", command),
                  ended ? "exit code " + process.exitValue() : "did not end",
                  text));
    }
    return text;
  }

  private static boolean answers(List<String> compose) {
    List<String> version = new ArrayList<>(compose);
    version.add("version");
    try {
      Process process =
          new ProcessBuilder(version)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
