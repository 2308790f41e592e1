package dev.foretick.stream.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * The two ports of a node: clients come to {@code broker}, the node votes for itself on {@code
 * controller}.
 */
record BrokerPorts(int broker, int controller) {

  /**
   * Holds both ports open at once, so that they differ, then lets go of them for the node to take.
   *
   * @param broker the clients' port, 0 for any free one
   */
  static BrokerPorts reserve(int broker) {
    try (ServerSocket first = bind(broker);
        ServerSocket second = bind(0)) {
      return new BrokerPorts(first.getLocalPort(), second.getLocalPort());
    } catch (IOException e) {
      throw new EmbeddedBrokerException(
          "port: %d is in use (expected: a free port, or 0 for any)".formatted(broker), e);
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      // A node that was stopped a moment ago must not keep its successor from the same port.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
