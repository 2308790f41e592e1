package dev.foretick.stream.bench;

import static java.util.Objects.requireNonNull;

import dev.foretick.stream.terminal.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all measurements share: the broker, the topics, the producer's process, and the duty to end
 * every process, whatever happens.
 */
final class BenchSite implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BenchSite.class);
  private static final String BROKER_HEAP = "1g";
  private static final String PRODUCER_HEAP = "512m";

  private final ServeBenchOptions options;
  private final Path directory;
  private final StopSignal stop;
  private final String prefix;
  private final List<ChildProcess> children = new ArrayList<>();
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Map<String, String> connection = new TreeMap<>();
  private final List<ForecastReader> readers = new ArrayList<>();
  private @Nullable ChildProcess broker;
  private @Nullable BenchTopics topics;
  private volatile @Nullable ChildProcess producer;

  /** Prepares to use a directory for logs and for the broker's data. */
  BenchSite(ServeBenchOptions options, Path directory, StopSignal stop) {
    this.options = options;
    this.directory = directory;
    this.stop = stop;
    byte[] unique = new byte[4];
    new SecureRandom().nextBytes(unique);
    this.prefix = "foretick-bench-" + HexFormat.of().formatHex(unique);
    // All others answer soon.
    stop.whenRequested(this::interruptProducer);
  }

  ServeBenchOptions options() {
    return options;
  }

  Path directory() {
    return directory;
  }

  /** A name for a server, its topics and its group, which no other bench has. */
  String uniqueName(String name) {
    return prefix + "-" + name;
  }

  /**
   * Finds the broker or starts one, and starts the producer.
   *
   * @param covariates fields that a tick has beside its value
   */
  void connect(int covariates) {
    options.kafka().forEach(this::takeOver);
    connection.put("bootstrap.servers", options.bootstrapServers().orElseGet(() -> startBroker()));
    boolean shared = options.bootstrapServers().isPresent();
    topics = open(new BenchTopics(connection, options.load().partitions(), shared));
    producer = startProducer(covariates);
  }

  /** What a client has to know to reach the broker. */
  Map<String, String> connection() {
    return connection;
  }

  /** What the server's clients are told. */
  Map<String, String> serverProperties() {
    Map<String, String> all = new TreeMap<>(options.kafka());
    all.putAll(connection);
    return all;
  }

  BenchTopics topics() {
    return requireNonNull(topics, "not connected");
  }

  ChildProcess producer() {
    return requireNonNull(producer, "not connected");
  }

  /** Reads forecasts until the end. */
  ForecastReader startReader(ForecastReader reader) {
    readers.add(open(reader));
    reader.start();
    return reader;
  }

  /** Processor time in seconds that each process has taken; the consumer is in this one. */
  Map<String, Double> processorSeconds(ServerFigures server) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("server", server.processCpuSeconds());
    if (broker != null) {
      seconds.put("broker", broker.processorSeconds());
    }
    seconds.put("producer", producer().processorSeconds());
    seconds.put("consumer", Processors.ownSeconds());
    return seconds;
  }

  /** Starts a process that ends with this bench. */
  ChildProcess child(String name, Class<?> main, String heap, List<String> arguments) {
    requireGoing();
    ChildProcess child = ChildProcess.start(name, main, heap, directory, arguments);
    children.add(child);
    return open(child);
  }

  /** Closes it at the end, after all that is opened later. */
  <T extends AutoCloseable> T open(T resource) {
    opened.push(resource);
    return resource;
  }

  /**
   * Looks after all processes.
   *
   * @throws CancellationException if the bench was told to stop
   * @throws BenchFailedException if a process has ended
   */
  void requireGoing() {
    if (stop.isRequested()) {
      throw new CancellationException("stopped");
    }
    children.forEach(ChildProcess::requireAlive);
    readers.forEach(ForecastReader::requireReading);
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        log.warn("Could not be closed in order: {}", e.toString());
      }
    }
  }

  private void interruptProducer() {
    ChildProcess child = producer;
    if (child != null) {
      child.destroy();
    }
  }

  private String startBroker() {
    Path data = directory.resolve("kafka");
    ChildProcess child =
        child("broker", BenchedBroker.class, BROKER_HEAP, List.of(data.toString()));
    broker = child;
    return child.read(BenchedBroker.Address.class).bootstrapServers();
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
    return child(
        "producer",
        BenchedProducer.class,
        PRODUCER_HEAP,
        List.of(
            String.valueOf(options.load().series()), String.valueOf(covariates), file.toString()));
  }

  /** Passwords and the like are for every client, tuning is for the server's. */
  private void takeOver(String key, String value) {
    if (key.matches("(security|sasl|ssl)\\..*")) {
      connection.put(key, value);
    }
  }
}
