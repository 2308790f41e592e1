package dev.foretick.deploy.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** {@code deploy/stack}, which passes commands to Docker Compose, on one project. */
final class Compose {
  private static final int TIMEOUT_MINUTES = 10;

  private final Map<String, String> environment;
  private final Path directory;

  /**
   * Names a project.
   *
   * @param files beside the stack's own; later ones add to earlier ones, or replace parts of them
   * @param environment what the files ask for
   * @param directory takes the output of a command while it runs
   */
  Compose(String project, List<Path> files, Map<String, String> environment, Path directory) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("COMPOSE_PROJECT_NAME", project);
    all.put(
        "FORETICK_STACK_OVERRIDE",
        files.stream()
            .map(file -> file.toAbsolutePath().toString())
            .collect(Collectors.joining(":")));
    this.environment = Map.copyOf(all);
    this.directory = directory;
  }

  /** Whether Docker Compose is here, version 2 or 1. */
  static boolean isHere() {
    return answers("docker", "compose", "version") || answers("docker-compose", "version");
  }

  /**
   * Runs a command to its end, and gives what it printed.
   *
   * @throws IllegalStateException if it fails
   */
  String run(String... arguments) throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>();
    whole.add(Path.of("stack").toAbsolutePath().toString());
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
    Files.delete(output);
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

  private static boolean answers(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
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
