package dev.foretick.stream.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foretick.stream.config.ConfigException;
import dev.foretick.stream.config.DeliveryMode;
import dev.foretick.stream.config.Emit;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.config.Warmup;
import dev.foretick.stream.testing.TestModels;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BenchConfigTest {
  private final BenchModel model =
      new BenchModel(
          Path.of("/some where/it's.foretick"),
          TestModels.model(
              dev.foretick.model.scaling.TargetTransform.NONE, List.of("size", "depth")),
          true);

  @Test
  void yaml_isWhatTheServerReads() {
    ServeBenchOptions options = SyntheticBench.options(Optional.empty(), Map.of());
    Map<String, String> kafka =
        Map.of("bootstrap.servers", "one:1,two:2", "ssl.key.password", "pa$$ '${word}: #");

    ServeConfig config =
        ServeConfig.parse(
            BenchConfig.yaml(options, options.server(), model, kafka, "bench"), Map.of());

    assertThat(config.kafka()).isEqualTo(kafka);
    assertThat(config.model().path()).isEqualTo(Path.of("/some where/it's.foretick"));
    assertThat(config.topics().input()).isEqualTo("bench-ticks");
    assertThat(config.topics().output()).isEqualTo("bench-forecasts");
    assertThat(config.input().targetField()).contains("value");
    assertThat(config.input().covariateFields()).contains(List.of("x1", "x2"));
    assertThat(config.output().warmup()).isEqualTo(Warmup.SKIP);
    assertThat(config.emit()).isEqualTo(Emit.EVERY);
    assertThat(config.delivery()).isEqualTo(DeliveryMode.EXACTLY_ONCE);
    assertThat(config.state().maxReplayRecords()).isEqualTo(100_000);
    assertThat(config.instanceId()).contains("bench");
    assertThat(config.topics().windows()).isEqualTo("bench-windows");
    assertThat(config.state().maxSeries()).isEqualTo(options.load().series());
    assertThat(config.scoring().enabled()).isFalse();
  }

  @Test
  void yaml_ofAServerThatPublishesScores_namesTheirTopic() {
    ServeBenchOptions options =
        SyntheticBench.options(
            Optional.empty(), DeliveryMode.EXACTLY_ONCE, Beside.WITHOUT_SCORES_TOPIC, Map.of());

    ServeConfig with = BenchConfig.check(options, model);
    assertThat(with.scoring().enabled()).isTrue();
    assertThat(with.topics().scores()).contains("bench-scores");
    ServeBenchOptions.Server beside = Beside.WITHOUT_SCORES_TOPIC.of(options.server());
    ServeConfig without =
        ServeConfig.parse(
            BenchConfig.yaml(
                options, beside, model, Map.of("bootstrap.servers", "localhost:9092"), "bench"),
            Map.of());
    assertThat(without.scoring().enabled()).isTrue();
    assertThat(without.topics().scores()).isEmpty();
  }

  @Test
  void beside_differsInWhatItIsMeasuredFor() {
    ServeBenchOptions.Server asked = SyntheticBench.options(Optional.empty(), Map.of()).server();
    assertThat(Beside.WITHOUT_COMPUTE.of(asked)).isEqualTo(asked);
    assertThat(Beside.WITHOUT_COMPUTE.compute()).isEqualTo(BenchedServer.Compute.LEFT_OUT);
    assertThat(Beside.AT_LEAST_ONCE.of(asked)).isEqualTo(asked.with(DeliveryMode.AT_LEAST_ONCE));
    assertThat(Beside.AT_LEAST_ONCE.compute()).isEqualTo(BenchedServer.Compute.NETWORK);
    assertThat(Beside.WITHOUT_SNAPSHOTS.of(asked)).isEqualTo(asked.with(Integer.MAX_VALUE));
    assertThat(Beside.WITHOUT_SNAPSHOTS.compute()).isEqualTo(BenchedServer.Compute.NETWORK);
    assertThat(Beside.WITHOUT_SCORING.of(asked)).isEqualTo(asked.with(Scoring.OFF));
    assertThat(Beside.WITHOUT_SCORES_TOPIC.of(asked)).isEqualTo(asked.with(Scoring.ON));
    assertThat(Beside.WITHOUT_SCORES_TOPIC.compute()).isEqualTo(BenchedServer.Compute.NETWORK);
    assertThat(Beside.WITHOUT_SCORING.compute()).isEqualTo(BenchedServer.Compute.NETWORK);
  }

  @Test
  void check_ofAPropertyThatTheServerRefuses_saysSo() {
    ServeBenchOptions options =
        SyntheticBench.options(Optional.empty(), Map.of("group.id", "mine"));
    assertThatThrownBy(() -> BenchConfig.check(options, model))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("kafka.group.id");
  }
}
