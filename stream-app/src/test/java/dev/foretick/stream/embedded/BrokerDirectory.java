package dev.foretick.stream.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The data directory of a node that runs in a process of its own, so that it can be killed. */
public record BrokerDirectory(Path serverProperties, String bootstrapServers) {
  /**
   * Formats a directory.
   *
   * @param port for clients; the one after it is the controller's
   * @param more server properties that count in place of the usual ones
   */
  public static BrokerDirectory format(Path directory, int port, Map<String, String> more) {
    BrokerPorts ports = new BrokerPorts(port, port + 1);
    Properties properties = BrokerProperties.of(directory.toAbsolutePath(), ports);
    more.forEach(properties::setProperty);
    return new BrokerDirectory(
        EmbeddedBroker.format(directory, properties), BrokerProperties.address(ports));
  }
}
