package dev.foretick.stream.bench;

import dev.foretick.stream.terminal.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
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
  private final Queue<ChildProcess> children = new ConcurrentLinkedQueue<>();
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Map<String, String> connection = new TreeMap<>();

  /** Prepares to use a directory for logs and for the broker's data. */
  BenchSite(ServeBenchOptions options, Path directory, StopSignal stop) {
    this.options = options;
    this.directory = directory;
    this.stop = stop;
    byte[] unique = new byte[4];
    new SecureRandom().nextBytes(unique);
    this.prefix = "foretick-bench-" + HexFormat.of().formatHex(unique);
    // Waiting for the answer of a process is over when the process is.
    stop.whenRequested(() -> children.forEach(ChildProcess::destroy));
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

  /** Finds the broker, or starts one. */
  void connect() {
    options.kafka().forEach(this::takeOver);
    connection.put(
        "bootstrap.servers",
        options
            .bootstrapServers()
            .orElseGet(
                () ->
                    child(
                            "broker",
                            BenchedBroker.class,
                            BROKER_HEAP,
                            List.of(directory.resolve("kafka").toString()))
                        .read(BenchedBroker.Address.class)
                        .bootstrapServers()));
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

  BenchTopics openTopics() {
    return open(new BenchTopics(connection, options.load().partitions()));
  }

  ChildProcess startProducer(int covariates) {
    Path file = directory.resolve("producer.properties");
    Properties properties = new Properties();
    properties.putAll(connection);
    try (var writer = Files.newBufferedWriter(file)) {
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
  }

  boolean isStopped() {
    return stop.isRequested();
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

  /** Passwords and the like are for every client, tuning is for the server's. */
  private void takeOver(String key, String value) {
    if (key.matches("(security|sasl|ssl)\\..*")) {
      connection.put(key, value);
    }
  }
}
