package dev.foretick.stream.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.wire.ForecastDecoder;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.stream.testing.TestModels;
import dev.foretick.stream.testing.TestTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A broker with a topic, a model, and the servers and feeder of one test. */
final class Rig implements AutoCloseable {
  static final String INPUT = "ticks";
  static final String OUTPUT = "ticks-forecasts";
  static final String DEAD_LETTERS = "ticks-dead-letters";
  static final String SCORES = "ticks-scores";
  static final String GROUP = "foretick";
  static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(15);

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** The session timeout of the classic protocol; that of the other one is the broker's. */
  static final String CLASSIC =
      """
      kafka.session.timeout.ms: 3000
      kafka.heartbeat.interval.ms: 500
      """;

  private final Path directory;
  private final DeliveryMode delivery;
  private final BrokerProcess broker;
  private final ModelBundle bundle = TestModels.price();
  private final Path model;
  private final Deque<Runnable> opened = new ArrayDeque<>();
  private int starts;

  Rig(Path directory, DeliveryMode delivery, int partitions) throws Exception {
    this.directory = directory;
    this.delivery = delivery;
    this.model = TestModels.write(bundle, directory);
    this.broker = BrokerProcess.start(directory);
    opened.push(broker::close);
    broker.createTopic(INPUT, partitions);
  }

  BrokerProcess broker() {
    return broker;
  }

  DeliveryMode delivery() {
    return delivery;
  }

  TestTopics topics() {
    return new TestTopics(broker.bootstrapServers());
  }

  /** Starts an instance and does not wait for it. */
  ServerProcess serve(String instance) {
    return serve(instance, "256m", CLASSIC);
  }

  /** Starts an instance whose group has the new protocol, or the classic one. */
  ServerProcess serve(String instance, String groupProtocol) {
    return serve(
        instance,
        "256m",
        groupProtocol.equals("classic") ? CLASSIC : "kafka.group.protocol: " + groupProtocol);
  }

  /**
   * Starts an instance.
   *
   * @param heap its largest heap, as {@code -Xmx} takes it
   * @param more lines of its configuration
   */
  ServerProcess serve(String instance, String heap, String more) {
    starts++;
    String yaml =
        """
        kafka.bootstrap.servers: %s
        model.path: %s
        topics.input: %s
        topics.output: %s
        topics.dead-letter: %s
        topics.scores: %s
        group.id: %s
        input: {time-field: ts, time-format: epoch-s}
        http.port: 0
        shutdown.timeout: %ds
        %s
        %s
        """
            .formatted(
                broker.bootstrapServers(),
                model,
                INPUT,
                OUTPUT,
                DEAD_LETTERS,
                SCORES,
                GROUP,
                SHUTDOWN_TIMEOUT.toSeconds(),
                delivery.yaml(instance),
                more);
    ServerProcess server =
        ServerProcess.start(directory, "%02d-%s".formatted(starts, instance), heap, yaml);
    opened.push(server::close);
    return server;
  }

  Feeder feed(int series, int perSecond, long seed) {
    Feeder feeder = Feeder.start(broker.bootstrapServers(), INPUT, series, perSecond, seed);
    opened.push(feeder::close);
    return feeder;
  }

  /** Waits until the group has committed all that the input topic holds. */
  void awaitAnswered(ServerProcess... servers) throws Exception {
    awaitAnswered(PATIENCE, servers);
  }

  void awaitAnswered(Duration limit, ServerProcess... servers) throws Exception {
    try (TestTopics topics = topics()) {
      Map<Integer, Long> ends = topics.ends(INPUT);
      ends.values().removeIf(end -> end == 0);
      Patience.await(
          limit,
          () -> "commits up to %s%n%s".formatted(ends, logs(servers)),
          () -> {
            List.of(servers).forEach(ServerProcess::requireAlive);
            return topics.committed(GROUP, INPUT).equals(ends);
          });
    }
  }

  /** Shows every forecast that a reader of committed records sees. */
  void readForecasts(Consumer<Forecast> reader) throws Exception {
    ForecastDecoder decoder = new ForecastDecoder();
    try (TestTopics topics = topics()) {
      topics.readCommitted(OUTPUT, record -> reader.accept(decoder.decode(record.value())));
    }
  }

  /** Holds all forecasts against what was fed, and the input topic as well. */
  ForecastAudit audit(List<Observed> observations) throws Exception {
    try (TestTopics topics = topics()) {
      assertThat(topics.size(INPUT)).as("records of the input").isEqualTo(observations.size());
    }
    ForecastAudit audit = new ForecastAudit(expected(observations));
    readForecasts(audit::look);
    return audit;
  }

  Map<Place, Expectation> expected(List<Observed> observations) {
    return UndisturbedRun.of(observations, bundle);
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      opened.pop().run();
    }
  }

  private static String logs(ServerProcess... servers) {
    StringBuilder logs = new StringBuilder();
    for (ServerProcess server : servers) {
      logs.append(server.log()).append('\n');
    }
    return logs.toString();
  }
}
