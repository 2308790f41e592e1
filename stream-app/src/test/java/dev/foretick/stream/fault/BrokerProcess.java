package dev.foretick.stream.fault;

import dev.foretick.stream.embedded.BrokerDirectory;
import dev.foretick.stream.topics.TopicLeaders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A broker as Kafka's own launcher starts it, and its controller beside it. The broker comes back
 * on the same port and data; the controller stays.
 */
final class BrokerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * Below the ports that an operating system gives to clients: one that connects to a node which is
   * away could be given that very port, and would hold it.
   */
  private static final int FIRST_PORT = 18_000;

  private static final int PORT_PAIRS = 6_000;
  private static final int ATTEMPTS = 100;
  private static final String LAUNCHER = "kafka.Kafka";

  /** Sessions of members that died end soon, whichever protocol the group has. */
  private static final Map<String, String> SHORT_SESSIONS =
      Map.of(
          "group.min.session.timeout.ms", "1000",
          "group.consumer.min.session.timeout.ms", "1000",
          "group.consumer.session.timeout.ms", "3000",
          "group.consumer.min.heartbeat.interval.ms", "500",
          "group.consumer.heartbeat.interval.ms", "500",
          "broker.session.timeout.ms", "1000",
          "broker.heartbeat.interval.ms", "200");

  private final Path logs;
  private final BrokerDirectory directory;
  private final OwnProcess controller;
  private OwnProcess process;
  private int starts;

  private BrokerProcess(Path logs, BrokerDirectory directory) {
    this.logs = logs;
    this.directory = directory;
    this.controller =
        OwnProcess.start(
            logs.resolve("controller.log"),
            "128m",
            LAUNCHER,
            directory.controllerProperties().toString());
    this.process = launch();
  }

  /** Starts a node on a new directory and returns when it answers. */
  static BrokerProcess start(Path directory) {
    BrokerProcess broker =
        new BrokerProcess(
            directory,
            BrokerDirectory.format(directory.resolve("kafka"), freePorts(), SHORT_SESSIONS));
    broker.awaitReady();
    return broker;
  }

  String bootstrapServers() {
    return directory.bootstrapServers();
  }

  void createTopic(String name, int partitions) throws Exception {
    try (Admin admin = admin()) {
      NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
      admin.createTopics(List.of(topic)).all().get();
      TopicLeaders.await(admin, Map.of(name, partitions), PATIENCE);
    }
  }

  /** Gives a topic more partitions. */
  void growTopic(String name, int partitions) throws Exception {
    try (Admin admin = admin()) {
      admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions))).all().get();
      TopicLeaders.await(admin, Map.of(name, partitions), PATIENCE);
    }
  }

  void kill() {
    process.kill();
    process.close();
  }

  /** Starts the node that was killed again, and returns when it answers. */
  void restart() {
    process = launch();
    awaitReady();
  }

  void freeze() {
    process.freeze();
  }

  void thaw() {
    process.thaw();
  }

  @Override
  public void close() {
    process.close();
    controller.close();
  }

  private OwnProcess launch() {
    starts++;
    return OwnProcess.start(
        logs.resolve("broker-%d.log".formatted(starts)),
        "384m",
        LAUNCHER,
        directory.brokerProperties().toString());
  }

  private void awaitReady() {
    OwnProcess own = process;
    try (Admin admin = admin()) {
      DescribeClusterOptions soon = new DescribeClusterOptions().timeoutMs(1_000);
      Patience.await(
          PATIENCE,
          () -> "a broker that answers\n" + own.log(),
          () -> !own.isAlive() || !admin.describeCluster(soon).nodes().get().isEmpty());
    }
    if (!own.isAlive()) {
      throw new AssertionError("the broker ended\n" + own.log());
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
  }

  /** The first of two free ports, anywhere: other tests may look for some at the same moment. */
  private static int freePorts() {
    SplittableRandom random = new SplittableRandom();
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = FIRST_PORT + 2 * random.nextInt(PORT_PAIRS);
      if (isFree(port) && isFree(port + 1)) {
        return port;
      }
    }
    throw new IllegalStateException("no free ports from " + FIRST_PORT);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
