package dev.foretick.stream.cli;

import dev.foretick.stream.app.ForecastServer;
import dev.foretick.stream.config.LocalDefaults;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The broker that {@code serve --broker} runs beside the server. */
final class LocalBroker implements AutoCloseable {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:127\\.0\\.0\\.1|localhost):([0-9]{1,5})");

  private final EmbeddedBroker broker;
  private final ServeConfig config;
  private final Optional<Path> temporary;

  private LocalBroker(EmbeddedBroker broker, ServeConfig config, Optional<Path> temporary) {
    this.broker = broker;
    this.config = config;
    this.temporary = temporary;
  }

  /**
   * Starts it where the configuration looks for one, and makes the input topic.
   *
   * @param portOption what names the port: an option, or a key of the configuration
   * @param data where it keeps its topics; a directory that goes with it if there is none
   */
  static LocalBroker start(ServeConfig config, String portOption, @Nullable Path data)
      throws IOException {
    int port = port(String.valueOf(config.kafka().get("bootstrap.servers")));
    Path directory = data == null ? Files.createTempDirectory("foretick-broker") : data;
    Optional<Path> temporary = data == null ? Optional.of(directory) : Optional.empty();
    try {
      EmbeddedBroker broker = EmbeddedBroker.start(directory, port);
      try {
        broker.createTopic(config.topics().input(), 1);
      } catch (RuntimeException e) {
        broker.close();
        throw e;
      }
      return new LocalBroker(broker, config, temporary);
    } catch (RuntimeException e) {
      remove(temporary);
      throw e.getCause() instanceof BindException ? inUse(portOption, port) : e;
    }
  }

  private static CommandFailedException inUse(String option, int port) {
    return new CommandFailedException(
        "%s: %d is in use (expected: a free port, of which feed and tail are told by --bootstrap-servers)"
            .formatted(option, port));
  }

  /** What a user wants to know once both run. */
  List<String> describe(ForecastServer server) {
    ServeConfig.Topics topics = config.topics();
    boolean standard = broker.bootstrapServers().equals(LocalDefaults.BROKERS);
    String where = standard ? "" : " --bootstrap-servers " + broker.bootstrapServers();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Kafka      %s, in this process%s"
            .formatted(
                broker.bootstrapServers(),
                temporary.isPresent() ? "; its topics end with it" : ""));
    lines.add(
        "Reads      %-16s foretick feed%s --data FILE …"
            .formatted(topics.input(), where + option(topics.input(), LocalDefaults.INPUT)));
    lines.add(
        "Writes     %-16s foretick tail%s"
            .formatted(topics.output(), where + option(topics.output(), LocalDefaults.OUTPUT)));
    topics
        .scores()
        .ifPresent(
            scores ->
                lines.add(
                    "Scores     %-16s foretick tail --scores%s"
                        .formatted(scores, where + option(scores, LocalDefaults.SCORES))));
    lines.add("Page       http://%s:%d/".formatted(config.http().host(), server.httpPort()));
    lines.add("Ctrl-C ends it.");
    return lines;
  }

  @Override
  public void close() {
    broker.close();
    remove(temporary);
  }

  private static String option(String topic, String standard) {
    return topic.equals(standard) ? "" : " --topic " + topic;
  }

  private static int port(String servers) {
    Matcher matcher = ADDRESS.matcher(servers);
    if (!matcher.matches()) {
      throw new CommandFailedException(
          "kafka.bootstrap.servers: %s (expected: 127.0.0.1:PORT for a broker of this process)"
              .formatted(servers));
    }
    return Integer.parseInt(matcher.group(1));
  }

  private static void remove(Optional<Path> directory) {
    if (directory.isPresent()) {
      try {
        DirectoryRemoval.remove(directory.get());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
