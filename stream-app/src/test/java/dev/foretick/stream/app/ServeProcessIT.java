package dev.foretick.stream.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.stream.embedded.EmbeddedBroker;
import dev.foretick.stream.testing.TestModels;
import dev.foretick.stream.testing.TestTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code foretick serve} as a process of its own. */
class ServeProcessIT {
  private static final int TICKS = TestModels.INPUT_SIZE + 2;

  @TempDir Path directory;

  @Test
  void serve_forecastsWithoutDeeplearning4j_andEndsOnSigterm() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
        TestTopics topics = new TestTopics(broker.bootstrapServers())) {
      broker.createTopic("ticks", 2);
      for (int tick = 0; tick < TICKS; tick++) {
        topics.tick("ticks", "a", tick, 100 + tick);
      }
      topics.flush();
      Path classes = directory.resolve("classes.log");
      Process process = serve(broker, classes);
      try {
        awaitTopic(topics, process);
        assertThat(topics.forecasts("ticks-forecasts", TICKS).get("a")).hasSize(TICKS);
        assertThat(topics.members("foretick")).isOne();

        process.destroy();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(topics.members("foretick")).isZero();
        assertThat(topics.committed("foretick", "ticks").values()).contains((long) TICKS);
      } finally {
        process.destroyForcibly();
      }
      assertThat(loaded(classes, "ai.onnxruntime.OrtSession")).isNotEmpty();
      for (String unwanted : List.of("org.nd4j", "org.deeplearning4j", "org.bytedeco", "onnx.")) {
        assertThat(loaded(classes, unwanted)).as(unwanted).isEmpty();
      }
    }
  }

  private Process serve(EmbeddedBroker broker, Path classes) throws Exception {
    Path config = directory.resolve("serve.yaml");
    Files.writeString(
        config,
        """
        kafka.bootstrap.servers: %s
        model.path: %s
        topics.input: ticks
        input: {time-field: ts, time-format: epoch-s}
        http.port: 0
        """
            .formatted(broker.bootstrapServers(), TestModels.write(TestModels.price(), directory)));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xlog:class+load=info:file=" + classes + ":none",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.foretick.stream.cli.Main",
            "serve",
            config.toString())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("serve.log").toFile())
        .start();
  }

  /** The server creates its output topic. */
  private void awaitTopic(TestTopics topics, Process process) throws Exception {
    for (int i = 0; i < 300 && !topics.exists("ticks-forecasts"); i++) {
      assertThat(process.isAlive())
          .as(() -> "the server ended: " + read(directory.resolve("serve.log")))
          .isTrue();
      Thread.sleep(100);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static List<String> loaded(Path classes, String prefix) throws Exception {
    try (Stream<String> lines = Files.lines(classes)) {
      return lines.filter(line -> line.startsWith(prefix)).toList();
    }
  }
}
