package dev.foretick.stream.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.stream.terminal.StopSignal;
import dev.foretick.stream.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
  @TempDir Path directory;

  @Test
  void run_forAFewSeconds_losesAndDoublesNothing() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Terminal plain =
        new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, false, false);
    DemoOptions options =
        new DemoOptions(
            Optional.of(Duration.ofSeconds(6)),
            Duration.ofSeconds(3),
            2500,
            0,
            0,
            List.of("readings"),
            false);
    StopSignal stop = StopSignal.install(Duration.ofSeconds(1));

    boolean whole = new Demo(options, plain, stop).run(directory, "test");

    assertThat(whole).isTrue();
    stop.finished(0);

    String text = bytes.toString(StandardCharsets.UTF_8);
    assertThat(text)
        .contains(
            "kcat -b 127.0.0.1:", "Live page:   http://127.0.0.1:", "/metrics", "cnn-lstm", "naive")
        .containsPattern("\\n  lost +0\\R")
        .containsPattern("\\n  doubled +0\\R")
        .containsPattern("mean absolute error, model +[0-9.]+ USD")
        .containsPattern("in the 90 % interval +[0-9.]+ %")
        .doesNotContain("\u001b");
    assertThat(count(text, "ticks sent")).isEqualTo(count(text, "forecasts received")).isPositive();
    assertThat(directory.resolve("serve.yaml")).content().contains("target-field: price");
  }

  private static int count(String text, String name) {
    String line = text.lines().filter(candidate -> candidate.contains(name)).findFirst().orElse("");
    return Integer.parseInt(line.replaceAll("[^0-9]", ""));
  }
}
