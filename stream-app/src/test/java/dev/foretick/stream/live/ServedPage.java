package dev.foretick.stream.live;

import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.stream.app.ForecastServer;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.embedded.EmbeddedBroker;
import dev.foretick.stream.testing.Scrape;
import dev.foretick.stream.testing.TestModels;
import dev.foretick.stream.testing.TestTopics;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A browser that looks at a real server's page, each test with a topic and a server of its own. */
final class ServedPage implements AutoCloseable {
  private final Browser browser;
  private final Path directory;
  private final EmbeddedBroker broker;
  private final TestTopics topics;
  private String input = "";
  private @Nullable ForecastServer server;

  /** Starts a broker. */
  ServedPage(Browser browser, Path directory) {
    this.browser = browser;
    this.directory = directory;
    this.broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
    this.topics = new TestTopics(broker.bootstrapServers());
  }

  Browser browser() {
    return browser;
  }

  TestTopics topics() {
    return topics;
  }

  /** The topic of the test at hand. */
  String input() {
    return input;
  }

  /** Begins a test, by its name. */
  void begin(String name) throws Exception {
    input = name;
    broker.createTopic(input, 2);
    browser.screen(1280, 1000, false);
  }

  /** Sends values of 100 and the second, from second to second. */
  void ticks(String series, int from, int to) {
    for (int second = from; second < to; second++) {
      topics.tick(input, series, second, 100 + second);
    }
    topics.flush();
  }

  /** Starts a server, with some YAML more. */
  void serve(ModelBundle bundle, String more) {
    server =
        ForecastServer.start(
            ServeConfig.parse(
                """
                kafka.bootstrap.servers: %s
                model.path: %s
                topics: {input: %s}
                group.id: %s
                http.port: 0
                %s
                """
                    .formatted(
                        broker.bootstrapServers(),
                        TestModels.write(bundle, directory),
                        input,
                        input,
                        more),
                Map.of()));
  }

  void awaitObservations(int count) throws Exception {
    while (Scrape.of(port()).sum("foretick_records_consumed_total") < count) {
      Thread.sleep(50);
    }
  }

  /** Opens the page of a series, or of whichever it shows by itself. */
  void open(String series) {
    String fragment =
        series.isEmpty()
            ? ""
            : "#" + URLEncoder.encode(series, StandardCharsets.UTF_8).replace("+", "%20");
    browser.open("http://127.0.0.1:" + port() + "/" + fragment);
  }

  void stopServer() {
    if (server != null) {
      // Before the server goes, of which the page would complain.
      browser.open("about:blank");
      browser.complaints();
      server.close();
      server = null;
    }
  }

  @Override
  public void close() {
    browser.close();
    topics.close();
    broker.close();
  }

  private int port() {
    return server == null ? 0 : server.httpPort();
  }
}
