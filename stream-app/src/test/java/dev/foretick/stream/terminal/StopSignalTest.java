package dev.foretick.stream.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopSignalTest {
  @Test
  void sigterm_letsTheWorkEnd_beforeAnyHookOfTheJvmRuns() throws Exception {
    Process process = start("obedient");
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).isEqualTo("working");
      process.toHandle().destroy();

      assertThat(output.lines()).containsExactly("work ended", "hook ran");
      assertThat(process.waitFor()).isEqualTo(7);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void workThatDoesNotEnd_isNotWaitedForLongerThanPatienceLasts() throws Exception {
    Process process = start("deaf");
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).isEqualTo("working");
      process.toHandle().destroy();

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
    } finally {
      process.destroyForcibly();
    }
  }

  /** A program that works until it is told to stop, and a little longer, or for ever. */
  public static void main(String... arguments) throws InterruptedException {
    boolean isDeaf = arguments[0].equals("deaf");
    StopSignal stop = StopSignal.install(Duration.ofSeconds(isDeaf ? 1 : 20));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook ran")));
    System.out.println("working");
    while (isDeaf || !stop.await(Duration.ofSeconds(1))) {
      Thread.onSpinWait();
    }
    // Longer than the JVM takes to start its hooks.
    Thread.sleep(300);
    System.out.println("work ended");
    stop.finished(7);
    System.exit(7);
  }

  private static Process start(String how) throws Exception {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StopSignalTest.class.getName(),
                how))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
