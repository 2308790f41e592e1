package dev.foretick.stream.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.model.bundle.BundleFile;
import dev.foretick.stream.terminal.StopSignal;
import dev.foretick.stream.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPrepareTest {
  @TempDir private Path directory;

  @Test
  void prepare_leavesAModelAndTheTicksItDidNotLearnFrom() throws Exception {
    StopSignal stop = StopSignal.install(Duration.ofSeconds(1));
    boolean whole = new Demo(options(), plain(), stop).prepare(directory, "test");
    stop.finished(0);

    assertThat(whole).isTrue();
    assertThat(BundleFile.read(directory.resolve("demo.foretick")).window().inputSize())
        .isEqualTo(64);
    List<String> lines = Files.readAllLines(directory.resolve("ticks.csv"));
    assertThat(lines).hasSize(1 + 2 * 50_000);
    assertThat(lines.get(0)).isEqualTo("ts,series,price,amount");
    assertThat(lines.get(1)).matches("2013-11-2[0-9]T[0-9:.]+Z,BTC-USD,[0-9.]+,[0-9.]+");
    assertThat(lines.stream().skip(1).map(line -> line.split(",", -1)[1]).distinct())
        .containsExactlyInAnyOrder("BTC-USD", "BTC-USD.small", "BTC-USD.medium", "BTC-USD.large");
  }

  private static DemoOptions options() {
    return new DemoOptions(Optional.empty(), Duration.ofSeconds(2), 2500, 0, 0, List.of(), false);
  }

  private static Terminal plain() {
    return new Terminal(
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
        false,
        false,
        false);
  }
}
