package dev.foretick.stream.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.embedded.EmbeddedBroker;
import dev.foretick.stream.http.HttpStartException;
import dev.foretick.stream.testing.TestModels;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a server from starting. */
class ForecastServerStartIT {
  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static Path model;

  private String name = "";
  private String input = "";

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
    model = TestModels.write(TestModels.price(), directory);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void createTopic(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName();
    input = "in-" + name;
    broker.createTopic(input, 1);
  }

  @Test
  void missingTopic_withoutCreate_isOneClearError() {
    String text = config("topics.create: false");
    assertThatThrownBy(() -> ForecastServer.start(ServeConfig.parse(text, Map.of())))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining(
            "topics.output: %s is missing (expected: a topic of %s, or topics.create: true)",
            "out-" + name, broker.bootstrapServers());
  }

  @Test
  void missingInputTopic_isOneClearErrorAndNotCreated() {
    String text = config("").replace("{input: " + input, "{input: tciks");
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> ForecastServer.start(ServeConfig.parse(text, Map.of())))
          .isInstanceOf(ServerException.class)
          .hasMessage(
              "topics.input: tciks is missing (expected: a topic of %s that observations are written to)",
              broker.bootstrapServers());
    }
  }

  @Test
  void takenPort_isOneClearError() throws Exception {
    try (ForecastServer first = ForecastServer.start(ServeConfig.parse(config(""), Map.of()))) {
      String text = config("http.port: " + first.httpPort()).replace("http.port: 0\n", "");
      assertThatThrownBy(() -> ForecastServer.start(ServeConfig.parse(text, Map.of())))
          .isInstanceOf(HttpStartException.class)
          .hasMessageContaining("http.port: 127.0.0.1:" + first.httpPort());
    }
  }

  private String config(String more) {
    return """
        kafka.bootstrap.servers: %s
        model.path: %s
        topics: {input: %s, output: out-%s}
        group.id: %s
        http.port: 0
        %s
        """
        .formatted(broker.bootstrapServers(), model, input, name, name, more);
  }
}
