package dev.foretick.stream.embedded;

import dev.foretick.stream.topics.TopicLeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka node, broker and controller in one, started in this process by the broker's own
 * production classes. It listens on 127.0.0.1 only, without encryption or passwords.
 *
 * <p>The data directory is formatted when it is new and kept by {@link #close()}: a later start on
 * it finds topics, records and committed offsets as they were.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final Duration LEADER_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);
  private static final String CLUSTER_ID = "Zm9yZXRpY2stYnJva2VyMQ";

  private final KafkaRaftServer server;
  private final String bootstrapServers;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a node and returns when it takes records.
   *
   * @param dataDirectory where topics live; made when missing
   * @param port the port on 127.0.0.1 for clients, 0 for any free one
   * @throws EmbeddedBrokerException if the port is taken or the directory cannot be used
   */
  public static EmbeddedBroker start(Path dataDirectory, int port) {
    BrokerPorts ports = BrokerPorts.reserve(port);
    Properties properties = BrokerProperties.of(dataDirectory.toAbsolutePath(), ports);
    format(dataDirectory, properties);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    EmbeddedBroker broker = new EmbeddedBroker(server, BrokerProperties.address(ports));
    try {
      server.startup();
      return broker;
    } catch (RuntimeException e) {
      broker.close();
      throw new EmbeddedBrokerException("broker does not start: " + e.getMessage(), e);
    }
  }

  /** Where clients connect: {@code 127.0.0.1:<port>}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Makes a topic and returns when it can be written; one that is there already stays as it is. */
  public void createTopic(String name, int partitions) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
      try {
        admin.createTopics(List.of(topic)).all().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
      TopicLeaders.await(admin, Map.of(name, partitions), LEADER_TIMEOUT);
    } catch (ExecutionException | TimeoutException e) {
      throw new EmbeddedBrokerException("topic " + name + ": cannot be made: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedBrokerException("topic " + name + ": interrupted", e);
    }
  }

  /** Flushes and stops the node; gives up waiting, with a warning, after 20 seconds. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    Thread stopper = new Thread(server::shutdown, "broker-stop");
    stopper.setDaemon(true);
    stopper.start();
    try {
      stopper.join(CLOSE_TIMEOUT.toMillis());
      if (stopper.isAlive()) {
        log.warn("The broker did not stop within {}; leaving it behind", CLOSE_TIMEOUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Marks a new directory as this cluster's, as {@code kafka-storage format} does.
   *
   * @return the properties as a file, which Kafka's own launcher takes as well
   */
  static Path format(Path dataDirectory, Properties properties) {
    Path file = dataDirectory.resolve("server.properties");
    try {
      Files.createDirectories(dataDirectory);
      try (Writer writer = Files.newBufferedWriter(file)) {
        properties.store(writer, null);
      }
      String[] arguments = {
        "format", "--ignore-formatted", "--cluster-id", CLUSTER_ID, "--config", file.toString()
      };
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      PrintStream print = new PrintStream(output, true, StandardCharsets.UTF_8);
      if (StorageTool.execute(arguments, print) != 0) {
        throw new IOException(output.toString(StandardCharsets.UTF_8).strip());
      }
      return file;
    } catch (IOException | RuntimeException e) {
      throw new EmbeddedBrokerException(
          "data directory %s: cannot be used: %s".formatted(dataDirectory, e.getMessage()), e);
    }
  }
}
