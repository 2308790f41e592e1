package dev.foretick.stream.embedded;

import java.nio.file.Path;
import java.util.Properties;

/** The server properties of a node that is broker and controller in one, sized for one machine. */
final class BrokerProperties {
  private static final String HOST = "127.0.0.1";

  private BrokerProperties() {}

  static String address(BrokerPorts ports) {
    return HOST + ":" + ports.broker();
  }

  static Properties of(Path dataDirectory, BrokerPorts ports) {
    Properties properties = new Properties();
    String clients = "PLAINTEXT://" + address(ports);
    String controller = HOST + ":" + ports.controller();
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("node.id", "1");
    properties.setProperty("controller.quorum.voters", "1@" + controller);
    properties.setProperty("controller.listener.names", "CONTROLLER");
    properties.setProperty("listeners", clients + ",CONTROLLER://" + controller);
    properties.setProperty("advertised.listeners", clients);
    properties.setProperty(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.setProperty("log.dirs", dataDirectory.resolve("logs").toString());
    properties.setProperty("auto.create.topics.enable", "false");
    // The first member of a group need not wait for others that never come.
    properties.setProperty("group.initial.rebalance.delay.ms", "0");
    // Compaction takes 128 MB by default, for topics far larger than these.
    properties.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
    // A node that died is back in seconds, not after the default session of nine.
    properties.setProperty("broker.session.timeout.ms", "3000");
    properties.setProperty("broker.heartbeat.interval.ms", "500");
    properties.setProperty("controlled.shutdown.enable", "true");
    // As large as the operating system likes: the default, 100 kB, is less than a batch,
    // and what does not fit is sent again after 200 ms.
    properties.setProperty("socket.receive.buffer.bytes", "-1");
    properties.setProperty("socket.send.buffer.bytes", "-1");
    singleNodeTopics(properties);
    return properties;
  }

  /**
   * Kafka's own topics: three replicas of fifty partitions by default, which one node cannot hold.
   */
  private static void singleNodeTopics(Properties properties) {
    properties.setProperty("offsets.topic.replication.factor", "1");
    properties.setProperty("offsets.topic.num.partitions", "4");
    properties.setProperty("transaction.state.log.replication.factor", "1");
    properties.setProperty("transaction.state.log.min.isr", "1");
    properties.setProperty("transaction.state.log.num.partitions", "4");
    properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
    properties.setProperty("share.coordinator.state.topic.min.isr", "1");
    properties.setProperty("share.coordinator.state.topic.num.partitions", "4");
  }
}
