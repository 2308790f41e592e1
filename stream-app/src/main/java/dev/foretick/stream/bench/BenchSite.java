package dev.foretick.stream.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** What all measurements share: the broker, the topics and the producer. */
final class BenchSite {
  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
  private static final String BROKER_HEAP = "1g";
  private static final String PRODUCER_HEAP = "512m";

  private final ServeBenchOptions options;
  private final Path directory;
  private final BenchProcesses processes;
  private final Map<String, String> connection;
  private final Optional<ChildProcess> broker;
  private final BenchTopics topics;
  private final ChildProcess producer;
  private final String prefix = "foretick-bench-%08x".formatted(new SecureRandom().nextInt());

  /**
   * Finds the broker or starts one, and starts the producer.
   *
   * @param directory for configurations and for the broker's data
   * @param covariates fields that a tick has beside its value
   */
  BenchSite(ServeBenchOptions options, int covariates, Path directory, BenchProcesses processes) {
    this.options = options;
    this.directory = directory;
    this.processes = processes;
    this.broker =
        options.bootstrapServers().isPresent() ? Optional.empty() : Optional.of(startBroker());
    this.connection = connection();
    this.topics =
        processes.open(new BenchTopics(connection, options.load().partitions(), broker.isEmpty()));
    this.producer = startProducer(covariates);
  }

  ServeBenchOptions options() {
    return options;
  }

  BenchProcesses processes() {
    return processes;
  }

  BenchTopics topics() {
    return topics;
  }

  ChildProcess producer() {
    return producer;
  }

  /** A name for a server, its topics and its group, which no other bench has. */
  String uniqueName(String name) {
    return prefix + "-" + name;
  }

  /** Reads a topic until the end. */
  void startReader(String topic, TopicReader.Taker taker) {
    processes.startReader(new TopicReader(connection, topic, options.load().partitions(), taker));
  }

  /** Starts a server by a configuration of that name. */
  ChildProcess startServer(String name, BenchModel model, BenchVariant variant) {
    Map<String, String> kafka = new TreeMap<>(options.kafka());
    kafka.putAll(connection);
    Path config = directory.resolve(name + ".yaml");
    try {
      Files.writeString(config, BenchConfig.yaml(options, variant.server(), model, kafka, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return processes.start(
        variant.name(),
        BenchedServer.class,
        variant.server().heap(),
        List.of(config.toString(), variant.compute().name()));
  }

  /** Processor time in seconds that each process has taken; the consumer is in this one. */
  Map<String, Double> processorSeconds(ServerFigures server) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("server", server.processCpuSeconds());
    broker.ifPresent(child -> seconds.put("broker", child.processorSeconds()));
    seconds.put("producer", producer.processorSeconds());
    seconds.put("consumer", Processors.ownSeconds());
    return seconds;
  }

  private ChildProcess startBroker() {
    Path data = directory.resolve("kafka");
    return processes.start("broker", BenchedBroker.class, BROKER_HEAP, List.of(data.toString()));
  }

  /** What each client is told: of the user's properties, those that let it in. */
  private Map<String, String> connection() {
    Map<String, String> properties = new TreeMap<>();
    options
        .kafka()
        .forEach(
            (key, value) -> {
              if (key.matches("(security|sasl|ssl)\\..*")) {
                properties.put(key, value);
              }
            });
    options.bootstrapServers().ifPresent(servers -> properties.put(BOOTSTRAP_SERVERS, servers));
    broker
        .map(child -> child.read(BenchedBroker.Address.class).bootstrapServers())
        .ifPresent(address -> properties.put(BOOTSTRAP_SERVERS, address));
    return properties;
  }

  private ChildProcess startProducer(int covariates) {
    Path file = directory.resolve("producer.properties");
    Properties properties = new Properties();
    properties.putAll(connection);
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return processes.startSlow(
        "producer",
        BenchedProducer.class,
        PRODUCER_HEAP,
        List.of(
            String.valueOf(options.load().series()), String.valueOf(covariates), file.toString()));
  }
}
