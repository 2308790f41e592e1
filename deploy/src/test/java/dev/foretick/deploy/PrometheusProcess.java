package dev.foretick.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A Prometheus that scrapes servers every second and evaluates the rules as often. */
final class PrometheusProcess implements AutoCloseable {
  private static final int SHOWN_SECONDS = 90;

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private final Process process;
  private final int port;

  private PrometheusProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it; its data and its log go to {@code directory}. */
  static PrometheusProcess start(OutsideTool prometheus, Path directory, List<String> targets)
      throws IOException {
    Files.createDirectories(directory);
    Path config =
        Files.writeString(
            directory.resolve("prometheus.yml"),
            """
            global:
              scrape_interval: 1s
              evaluation_interval: 1s
            rule_files: ["%s/*.yml"]
            scrape_configs:
              - job_name: foretick
                static_configs:
                  - targets: %s
            """
                .formatted(RuleFile.RULES.toAbsolutePath(), targets));
    int port = freePort();
    Process process =
        prometheus.start(
            directory.resolve("prometheus.log"),
            "--config.file=" + config,
            "--storage.tsdb.path=" + directory.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port,
            "--log.level=warn");
    return new PrometheusProcess(process, port);
  }

  /** How many time series have a value for a query of a panel, NaN being none. */
  long count(String query, boolean instant) throws IOException, InterruptedException {
    Instant now = Instant.now();
    JsonNode data =
        instant
            ? get("query?query=" + encoded(query))
            : get(
                "query_range?query=%s&start=%d&end=%d&step=2"
                    .formatted(
                        encoded(query),
                        now.getEpochSecond() - SHOWN_SECONDS,
                        now.getEpochSecond()));
    long count = 0;
    for (JsonNode series : data.get("result")) {
      count += hasValue(series) ? 1 : 0;
    }
    return count;
  }

  /** The values of a label, as the choice at the top of a dashboard asks for them. */
  List<String> labelValues(String selector, String label) throws IOException, InterruptedException {
    List<String> values = new ArrayList<>();
    get("label/%s/values?match%%5B%%5D=%s".formatted(label, encoded(selector)))
        .forEach(value -> values.add(value.asText()));
    return values;
  }

  /** The names of all metrics. */
  List<String> names() throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    get("label/__name__/values").forEach(name -> names.add(name.asText()));
    return names;
  }

  /** What each rule says of its last evaluation that failed. */
  List<String> failedRules() throws IOException, InterruptedException {
    List<String> failed = new ArrayList<>();
    for (JsonNode group : get("rules").get("groups")) {
      for (JsonNode rule : group.get("rules")) {
        if (!rule.get("health").asText().equals("ok")) {
          failed.add(rule.get("name").asText() + ": " + rule.path("lastError").asText());
        }
      }
    }
    return failed;
  }

  @Override
  public void close() {
    OutsideTool.stop(process);
  }

  private static boolean hasValue(JsonNode series) {
    if (series.has("value")) {
      return !series.get("value").get(1).asText().equals("NaN");
    }
    for (JsonNode value : series.get("values")) {
      if (!value.get(1).asText().equals("NaN")) {
        return true;
      }
    }
    return false;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:%d/api/v1/%s".formatted(port, path));
    JsonNode answer =
        mapper.readTree(
            client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body());
    if (!answer.get("status").asText().equals("success")) {
      throw new IOException(uri + ": " + answer.path("error").asText());
    }
    return answer.get("data");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
