package dev.foretick.stream.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * The data directories of a broker and of its controller, each in a process of its own, so that the
 * broker can be killed as brokers of a cluster die: the controller outlives it and notices.
 *
 * <p>A node that is both would come back with its own word for it that it still leads. Kafka 4.3
 * then may drop what is left to be written of a transaction, for good: docs/failures.md tells.
 */
public record BrokerDirectory(
    Path brokerProperties, Path controllerProperties, String bootstrapServers) {
  private static final String CONTROLLER_ID = "2";

  /**
   * Formats the directories.
   *
   * @param port for clients; the one after it is the controller's
   * @param more server properties that count in place of the usual ones
   */
  public static BrokerDirectory format(Path directory, int port, Map<String, String> more) {
    BrokerPorts ports = new BrokerPorts(port, port + 1);
    Path brokers = directory.resolve("broker").toAbsolutePath();
    Properties broker = common(brokers, ports, more);
    broker.setProperty("process.roles", "broker");
    broker.setProperty("listeners", broker.getProperty("advertised.listeners"));
    Path controllers = directory.resolve("controller").toAbsolutePath();
    Properties controller = common(controllers, ports, more);
    controller.setProperty("process.roles", "controller");
    controller.setProperty("node.id", CONTROLLER_ID);
    controller.setProperty("listeners", "CONTROLLER://127.0.0.1:" + ports.controller());
    controller.remove("advertised.listeners");
    return new BrokerDirectory(
        EmbeddedBroker.format(brokers, broker),
        EmbeddedBroker.format(controllers, controller),
        BrokerProperties.address(ports));
  }

  private static Properties common(Path directory, BrokerPorts ports, Map<String, String> more) {
    Properties properties = BrokerProperties.of(directory, ports);
    more.forEach(properties::setProperty);
    properties.setProperty(
        "controller.quorum.voters", CONTROLLER_ID + "@127.0.0.1:" + ports.controller());
    return properties;
  }
}
