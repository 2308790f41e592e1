package dev.foretick.stream.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own on this class path, which takes signals and leaves a log. */
final class OwnProcess implements AutoCloseable {
  /** Quick to start: what these processes compute is little. */
  private static final List<String> FLAGS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

  private final Process process;
  private final Path log;
  private final Thread hook;

  private OwnProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.hook = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts one and does not wait for it.
   *
   * @param heap its largest heap, as {@code -Xmx} takes it
   */
  static OwnProcess start(Path log, String heap, String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(tool("java"));
    command.addAll(FLAGS);
    command.add("-Xmx" + heap);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main);
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("OMP_NUM_THREADS", "1");
    try {
      return new OwnProcess(builder.start(), log);
    } catch (IOException e) {
      throw new IllegalStateException(log.getFileName() + ": does not start", e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As {@code kill -9} does; returns when it is gone. */
  void kill() {
    process.toHandle().destroyForcibly();
    awaitExit(Duration.ofSeconds(10));
  }

  /** As {@code kill} does, which asks to stop. */
  void terminate() {
    // Process.destroy() would close the streams as well.
    process.toHandle().destroy();
  }

  /** Stops its clock, as it were: nothing of it runs until {@link #thaw}. */
  void freeze() {
    run("kill", "-STOP", Long.toString(process.pid()));
  }

  void thaw() {
    run("kill", "-CONT", Long.toString(process.pid()));
  }

  /** Collects its garbage. */
  void collectGarbage() {
    run(tool("jcmd"), Long.toString(process.pid()), "GC.run");
  }

  /** Its exit code, once it has ended. */
  int awaitExit(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(
            "still there after %s (expected: an end)%n%s".formatted(limit, log()));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw Interruption.of(e);
    }
  }

  /** What it has logged so far. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private static void run(String... command) {
    try {
      Process tool =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (tool.waitFor() != 0) {
        throw new IllegalStateException(
            "%s: ends with %d (expected: 0)".formatted(List.of(command), tool.exitValue()));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw Interruption.of(e);
    }
  }
}
