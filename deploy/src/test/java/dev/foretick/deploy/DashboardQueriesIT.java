package dev.foretick.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.stream.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks a real Prometheus everything that the dashboards ask, while it scrapes a server that
 * forecasts, has been restarted, has taken a new model and has refused another.
 */
class DashboardQueriesIT {
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");

  @TempDir private static Path directory;
  private static EmbeddedBroker broker;
  private static WatchedServer server;
  private static SteadyReadings readings;
  private static PrometheusProcess prometheus;

  @BeforeAll
  static void watchAServer() throws Exception {
    OutsideTool tool = OutsideTool.require("prometheus", "prometheus");
    Path model = train("first", 2);
    Path second = train("second", 1);
    broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
    broker.createTopic("readings", 2);
    readings = new SteadyReadings(broker.bootstrapServers(), "readings");
    int port = PrometheusProcess.freePort();
    server = new WatchedServer(config(model, port), directory.resolve("serve.log"), port);
    prometheus =
        PrometheusProcess.start(tool, directory.resolve("prometheus"), List.of(server.target()));
    Thread.sleep(10_000);
    server.restart();
    Thread.sleep(5_000);
    Files.move(second, model, StandardCopyOption.ATOMIC_MOVE);
    server.awaitMetric("foretick_model_reload_total{result=\"success\"} 2");
    Files.writeString(model, "no model");
    server.awaitMetric("foretick_model_reload_total{result=\"failure\"} 1");
    server.awaitMetric("jvm_gc_pause_seconds_count");
    Thread.sleep(10_000);
  }

  @AfterAll
  static void stop() throws Exception {
    List<AutoCloseable> all = new ArrayList<>();
    for (AutoCloseable each : new AutoCloseable[] {prometheus, readings, server, broker}) {
      if (each != null) {
        all.add(each);
      }
    }
    for (AutoCloseable each : all) {
      each.close();
    }
  }

  @Test
  void everyPanel_showsSomething() throws Exception {
    List<String> empty = new ArrayList<>();
    int asked = 0;
    for (DashboardFile dashboard : DashboardFile.all()) {
      for (DashboardFile.PanelQuery query : dashboard.queries()) {
        asked++;
        if (prometheus.count(chosen(query.expression()), query.instant()) == 0) {
          empty.add(query.where() + ": " + chosen(query.expression()));
        }
      }
    }
    assertThat(asked).isGreaterThan(70);
    assertThat(empty).isEmpty();
  }

  /** Or the tests above and below would say nothing. */
  @Test
  void queryWithoutAnswer_countsAsEmpty() throws Exception {
    assertThat(prometheus.count("foretick_redy", false)).isZero();
    assertThat(prometheus.count("foretick_redy", true)).isZero();
    assertThat(prometheus.count("foretick_ready * NaN", false)).isZero();
    assertThat(prometheus.count("foretick_ready", false)).isEqualTo(1);
  }

  @Test
  void everyMark_isSet() throws Exception {
    for (DashboardFile.AnnotationQuery query : DashboardFile.all().get(0).annotations()) {
      assertThat(prometheus.count(chosen(query.expression()), false))
          .as(query.where() + ": " + chosen(query.expression()))
          .isPositive();
    }
  }

  @Test
  void everyChoice_hasValues() throws Exception {
    for (DashboardFile dashboard : DashboardFile.all()) {
      for (String query : dashboard.variableQueries()) {
        Matcher parts = LABEL_VALUES.matcher(query);
        assertThat(parts.matches()).as(query).isTrue();
        assertThat(prometheus.labelValues(chosen(parts.group(1)), parts.group(2)))
            .as(query)
            .isNotEmpty();
      }
    }
    assertThat(prometheus.labelValues("foretick_series_mae", "series"))
        .containsExactlyInAnyOrder("pump-1", "pump-2");
  }

  @Test
  void loops_areTheEndsOfTheNamesOfKafkaClients() throws Exception {
    assertThat(prometheus.labelValues("kafka_consumer_coordinator_rebalance_total", "client_id"))
        .hasSize(2)
        .allMatch(client -> client.matches(".*-[12]"));
  }

  @Test
  void everyRule_isEvaluated_andAsksForWhatThereIs() throws Exception {
    assertThat(prometheus.failedRules()).isEmpty();
    Set<String> asked = new TreeSet<>();
    for (RuleFile.Rule rule : RuleFile.rules()) {
      asked.addAll(PromqlNames.of(rule.expression()));
      if (rule.alert().isEmpty()) {
        assertThat(prometheus.count(rule.name(), false)).as(rule.name()).isPositive();
      }
    }
    assertThat(prometheus.names()).containsAll(asked);
  }

  /** A query as Grafana sends it, with a value in the place of each variable. */
  private static String chosen(String query) {
    return query
        .replace("$__rate_interval", "10s")
        .replace("$__interval", "5s")
        .replace("$__range", "90s")
        .replace("$job", "(foretick)")
        .replace("$instance", ".*")
        .replace("$loop", "(-1|-2)")
        .replace("$series", "(pump-1)")
        .replace("$step", "1");
  }

  private static Path train(String name, int epochs) throws IOException, InterruptedException {
    Path bundle = directory.resolve(name + ".foretick");
    Distribution.Finished training =
        Distribution.run(
            directory.resolve(name + ".log"),
            "train",
            "--data=" + SteadyReadings.csv(directory.resolve("readings.csv")),
            "--time-field=time",
            "--target-field=pressure",
            "--input-size=24",
            "--horizon=6",
            "--hidden=8",
            "--epochs=" + epochs,
            "--out=" + bundle);
    assertThat(training.exitCode()).as(training.output()).isZero();
    return bundle;
  }

  private static Path config(Path model, int port) throws IOException {
    return Files.writeString(
        directory.resolve("serve.yaml"),
        """
        kafka.bootstrap.servers: "%s"
        model: {path: "%s", reload-interval: 500ms}
        topics: {input: readings, output: forecasts, scores: scores, dead-letter: dead}
        input: {time-field: time, time-format: epoch-s, target-field: pressure}
        time.duplicates: first
        state.max-replay-records: 20
        metrics.series: [pump-1, pump-2]
        group.id: watched
        threads: 2
        http.port: %d
        """
            .formatted(broker.bootstrapServers(), model, port));
  }
}
