package dev.foretick.deploy.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The stack but for Grafana, on free ports and under a name of its own. What services print, and
 * the configuration of Prometheus with shorter times, is in {@code target/stack}.
 */
final class Stack {
  private static final Path DIRECTORY = Path.of("target", "stack").toAbsolutePath();

  private static final String IMAGE = "foretick:stack-test";

  private static final String[] UP = {
    "up", "kafka", "topics", "prepare", "serve-1", "serve-2", "feeder", "prometheus", "alertmanager"
  };

  private final Compose compose;
  private final Map<String, Integer> ports;

  private Stack(Compose compose, Map<String, Integer> ports) {
    this.compose = compose;
    this.ports = Map.copyOf(ports);
  }

  /** Builds the images, trains the demo's model and starts it all. */
  static Stack start() throws IOException, InterruptedException {
    Files.createDirectories(DIRECTORY);
    Map<String, Integer> ports = new HashMap<>();
    Map<String, String> environment = new HashMap<>();
    for (String port :
        List.of(
            "KAFKA_PORT", "HTTP_PORT_1", "HTTP_PORT_2", "PROMETHEUS_PORT", "ALERTMANAGER_PORT")) {
      int free = freePort();
      ports.put(port, free);
      environment.put("FORETICK_" + port, Integer.toString(free));
    }
    environment.put("FORETICK_IMAGE", IMAGE);
    environment.put("FORETICK_FULL_IMAGE", "foretick-full:stack-test");
    environment.put("FORETICK_SPEED_UP", "600");
    environment.put(
        "FORETICK_STACK_SOURCES", Path.of("src/test/stack").toAbsolutePath().toString());
    // Builders without BuildKit are the least that the Dockerfile asks for.
    environment.put("DOCKER_BUILDKIT", "0");
    Compose compose =
        new Compose(
            "foretick-stack-test-" + ProcessHandle.current().pid(),
            files(),
            environment,
            DIRECTORY);
    Stack stack = new Stack(compose, ports);
    try {
      compose.run(UP);
      return stack;
    } catch (IllegalStateException e) {
      IllegalStateException told =
          new IllegalStateException(e.getMessage() + System.lineSeparator() + stack.logs(), e);
      stack.stop();
      throw told;
    }
  }

  String bootstrapServers() {
    return "localhost:" + port("KAFKA_PORT");
  }

  HttpJson server(int number) {
    return new HttpJson(port("HTTP_PORT_" + number));
  }

  HttpJson prometheus() {
    return new HttpJson(port("PROMETHEUS_PORT"));
  }

  /** Whether Alertmanager has an alert of this name that is neither over nor held back. */
  boolean isFiring(String alert) throws IOException, InterruptedException {
    JsonNode alerts =
        new HttpJson(port("ALERTMANAGER_PORT"))
            .get("/api/v2/alerts?active=true&inhibited=false&silenced=false");
    for (JsonNode each : alerts) {
      if (each.at("/labels/alertname").asText().equals(alert)) {
        return true;
      }
    }
    return false;
  }

  /** What the engine knows of the image that serves. */
  JsonNode image() throws IOException, InterruptedException {
    String text = Compose.run(List.of("docker", "image", "inspect", IMAGE), Map.of(), DIRECTORY);
    return new ObjectMapper().readTree(text).get(0);
  }

  /** Runs a command in the container of a service. */
  String run(String service, String... command) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("exec", "-T", service));
    arguments.addAll(List.of(command));
    return compose.run(arguments.toArray(String[]::new));
  }

  /** Ends a service as a failing machine would. */
  void kill(String service) throws IOException, InterruptedException {
    compose.run("kill", service);
  }

  void start(String service) throws IOException, InterruptedException {
    compose.run("start", service);
  }

  /** The last lines that every service printed. */
  String logs() throws InterruptedException {
    try {
      return compose.run("logs", "--no-color", "--tail=40");
    } catch (IOException | IllegalStateException e) {
      return e.toString();
    }
  }

  /** Ends every service, and forgets what they stored. */
  void stop() throws IOException, InterruptedException {
    Files.writeString(DIRECTORY.resolve("services.log"), logs());
    compose.run("down", "-v", "--remove-orphans", "-t", "20");
  }

  private int port(String name) {
    return ports.getOrDefault(name, 0);
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>(List.of(quickAlerts()));
    String more = System.getenv("FORETICK_STACK_OVERRIDE");
    if (more != null) {
      Stream.of(more.split(":", -1)).map(Path::of).forEach(files::add);
    }
    return files;
  }

  /** Has alerts fire after seconds, not minutes. */
  private static Path quickAlerts() throws IOException {
    Path quick = Files.createDirectories(DIRECTORY.resolve("prometheus/rules"));
    Path source = Path.of("prometheus");
    try (Stream<Path> rules = Files.list(source.resolve("rules"))) {
      for (Path rule : rules.toList()) {
        Files.writeString(
            quick.resolve(String.valueOf(rule.getFileName())),
            Files.readString(rule).replaceAll("(?m)^( +for:) [0-9]+[mh]$", "$1 5s"));
      }
    }
    Files.copy(
        source.resolve("prometheus.yml"),
        quick.resolveSibling("prometheus.yml"),
        StandardCopyOption.REPLACE_EXISTING);
    return Files.writeString(
        DIRECTORY.resolve("quick-alerts.yaml"),
        """
        services:
          prometheus:
            volumes:
              - %s:/etc/prometheus:ro
        """
            .formatted(quick.getParent()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
