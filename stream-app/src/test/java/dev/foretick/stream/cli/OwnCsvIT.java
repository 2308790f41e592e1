package dev.foretick.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStatus;
import dev.foretick.stream.testing.TestTopics;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands that take a user from a CSV file of one's own to forecasts, as the README has them.
 */
class OwnCsvIT {
  private static final String HEADING = "## Your own CSV, live";
  private static final int ROWS = 1_200;

  @TempDir Path directory;

  @Test
  void threeCommandsOfTheReadme_leadFromAFileToForecasts() throws Exception {
    List<List<String>> commands = commands();
    assertThat(commands).hasSize(3);
    writeCsv();
    int port = freePort();
    String broker = "127.0.0.1:" + port;

    assertThat(run("train", commands.get(0)).waitFor(300, TimeUnit.SECONDS)).isTrue();
    assertThat(directory.resolve("oil.foretick")).as(log("train")).exists();

    Process serve = run("serve", with(commands.get(1), "--port", "" + port, "--http-port", "0"));
    try {
      await("serve", "Page       http://127.0.0.1:", serve);
      Process feed =
          run("feed", with(commands.get(2), "--bootstrap-servers", broker, "--limit", "160"));
      assertThat(feed.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(feed.exitValue()).as(log("feed")).isZero();
      assertThat(log("feed")).contains("160 records to observations at " + broker);

      try (TestTopics topics = new TestTopics(broker)) {
        List<Forecast> forecasts =
            topics.forecasts("forecasts", 160).getOrDefault("ETTh1", List.of());
        assertThat(forecasts).hasSize(160);
        assertThat(forecasts.get(159).status()).isEqualTo(ForecastStatus.OK);
        assertThat(forecasts.get(159).horizon()).isEqualTo(24);
      }
      Process tail =
          run("tail", List.of("tail", "--bootstrap-servers", broker, "-n", "3", "--no-follow"));
      assertThat(tail.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(tail.exitValue()).as(log("tail")).isZero();
      assertThat(log("tail").lines()).hasSize(4);
      assertThat(log("tail")).contains("ETTh1").doesNotContain("\u001b");

      serve.destroy();
      assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(serve.exitValue()).as(log("serve")).isZero();
    } finally {
      serve.destroyForcibly();
    }
  }

  /** The words of each command of the README's section, without the launcher and the comments. */
  private static List<List<String>> commands() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    String section = readme.substring(readme.indexOf(HEADING));
    String block = section.substring(section.indexOf("```sh\n") + 6);
    List<List<String>> commands = new ArrayList<>();
    for (String line :
        block.substring(0, block.indexOf("```")).replace("\\\n", " ").lines().toList()) {
      String command = line.replaceAll("\\s*#.*", "").strip();
      if (command.startsWith("./foretick ")) {
        List<String> words = List.of(command.split("\\s+"));
        commands.add(words.subList(1, words.size()));
      }
    }
    return commands;
  }

  /** A small file of the README's name and columns. */
  private void writeCsv() throws IOException {
    List<String> lines = new ArrayList<>(List.of("date,HUFL,OT"));
    Instant first = Instant.parse("2016-07-01T00:00:00Z");
    for (int hour = 0; hour < ROWS; hour++) {
      double value = 20 + 5 * Math.sin(2 * Math.PI * hour / 24) + 0.3 * Math.sin(hour * 12.9898);
      lines.add(
          String.format(
              Locale.ROOT,
              "%s,1,%.3f",
              first.plus(hour, ChronoUnit.HOURS).toString().replace('T', ' ').replace("Z", ""),
              value));
    }
    Files.write(directory.resolve("ETTh1.csv"), lines);
  }

  private Process run(String name, List<String> words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx700m",
                "-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")),
                "-cp",
                absolute(System.getProperty("java.class.path")),
                "dev.foretick.stream.cli.Main"));
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(name + ".log").toFile());
    builder.environment().put("OMP_NUM_THREADS", "1");
    return builder.start();
  }

  private static String absolute(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void await(String name, String text, Process process) throws Exception {
    for (int i = 0; i < 600 && !log(name).contains(text); i++) {
      assertThat(process.isAlive()).as(log(name)).isTrue();
      Thread.sleep(100);
    }
    assertThat(log(name)).contains(text);
  }

  private String log(String name) {
    try {
      return Files.readString(directory.resolve(name + ".log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static List<String> with(List<String> words, String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return all;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
