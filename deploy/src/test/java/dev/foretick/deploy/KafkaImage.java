package dev.foretick.deploy;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.util.Objects;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The image of the broker that container tests talk to: the system property {@code
 * foretick.kafka.image}, else the environment variable {@code FORETICK_KAFKA_IMAGE}, else the
 * official one.
 */
public final class KafkaImage {
  private static final String OFFICIAL = "apache/kafka";
  private static final String DEFAULT = OFFICIAL + ":4.3.1";
  private static final int KAFKA_PORT = 9092;

  private KafkaImage() {}

  /**
   * Why a container cannot be started here; empty if it can. An image that was asked for by name
   * has to be there.
   */
  public static Optional<String> whyUnavailable() {
    try {
      if (!DockerClientFactory.instance().isDockerAvailable()) {
        return Optional.of("no Docker engine answers");
      }
      new RemoteDockerImage(name()).get();
      return Optional.empty();
    } catch (RuntimeException e) {
      if (named().isPresent()) {
        throw e;
      }
      return Optional.of("an image is not here and cannot be pulled: " + e.getMessage());
    }
  }

  /** A broker whose port is published on the loopback address only. */
  static KafkaContainer container() {
    return new KafkaContainer(name())
        .withCreateContainerCmdModifier(
            command ->
                Objects.requireNonNull(command.getHostConfig())
                    .withPortBindings(
                        new PortBinding(
                            Ports.Binding.bindIp("127.0.0.1"), new ExposedPort(KAFKA_PORT))));
  }

  private static DockerImageName name() {
    return DockerImageName.parse(named().orElse(DEFAULT)).asCompatibleSubstituteFor(OFFICIAL);
  }

  private static Optional<String> named() {
    return Optional.ofNullable(System.getProperty("foretick.kafka.image"))
        .or(() -> Optional.ofNullable(System.getenv("FORETICK_KAFKA_IMAGE")))
        .filter(image -> !image.isBlank());
  }
}
