package dev.foretick.stream.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another process of this program, on the same Java and class path. It takes a command a line on
 * its standard input, answers with a line of JSON, and ends with the end of its input.
 */
final class ChildProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int LOG_LINES = 8;

  private final String name;
  private final Path log;
  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  private ChildProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts a process and does not wait for it.
   *
   * @param name for messages
   * @param heap its largest heap, as {@code -Xmx} takes it
   * @param directory for its log
   */
  static ChildProcess start(
      String name, Class<?> main, String heap, Path directory, List<String> arguments) {
    Path log = directory.resolve(name.replace(' ', '-') + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(inheritedFlags());
    command.add("-Xmx" + heap);
    command.add(main.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("CLASSPATH", absolute(System.getProperty("java.class.path")));
    try {
      return new ChildProcess(name, log, builder.start());
    } catch (IOException e) {
      throw new BenchFailedException(name + ": does not start: " + e.getMessage(), e);
    }
  }

  /** Gives a command and waits for its answer. */
  <T> T ask(String command, Class<T> type) {
    tell(command);
    return read(type);
  }

  /** Gives a command that has no answer. */
  void tell(String command) {
    try {
      commands.write(command);
      commands.newLine();
      commands.flush();
    } catch (IOException e) {
      throw ended();
    }
  }

  /** Waits for an answer. */
  <T> T read(Class<T> type) {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw ended();
      }
      return ChildAnswers.JSON.readValue(line, type);
    } catch (JsonProcessingException e) {
      throw new BenchFailedException(name + ": answers what it should not: " + e.getMessage(), e);
    } catch (IOException e) {
      throw ended();
    }
  }

  /**
   * Looks after it.
   *
   * @throws BenchFailedException if it has ended
   */
  void requireAlive() {
    if (!process.isAlive()) {
      throw ended();
    }
  }

  /** Processor time that it has taken, in seconds. */
  double processorSeconds() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  /** Ends it at once. */
  void destroy() {
    process.destroyForcibly();
  }

  /** Ends it as {@code kill -9} would, and returns when it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    int unused = process.waitFor();
  }

  /** Lets it end in order, and ends it if it takes too long. */
  @Override
  public void close() {
    try {
      commands.close();
    } catch (IOException e) {
      // It has ended already.
    }
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        destroy();
        process.waitFor();
      }
    } catch (InterruptedException e) {
      destroy();
      Thread.currentThread().interrupt();
    }
  }

  /** What the launcher gave this process, but for its heap and what watches it. */
  private static List<String> inheritedFlags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.matches("-(Xm[nsx]|javaagent|agentlib|agentpath|Dforetick\\.).*"))
        .toList();
  }

  private static String absolute(String classPath) {
    List<String> entries = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }

  private BenchFailedException ended() {
    String code = "";
    try {
      code =
          process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
              ? " with exit code " + process.exitValue()
              : " its answers";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new BenchFailedException(
        "%s: ended%s; the end of its log:%s".formatted(name, code, lastLines()));
  }

  /** Without the frames of stack traces. */
  private String lastLines() {
    try {
      List<String> lines =
          Files.readAllLines(log).stream().filter(line -> !line.startsWith("\t")).toList();
      StringBuilder text = new StringBuilder();
      for (String line : lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())) {
        text.append(System.lineSeparator()).append("  ").append(line);
      }
      return text.isEmpty() ? " empty" : text.toString();
    } catch (IOException e) {
      return " " + e;
    }
  }
}
