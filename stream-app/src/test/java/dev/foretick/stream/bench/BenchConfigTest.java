package dev.foretick.stream.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foretick.stream.config.ConfigException;
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
        ServeConfig.parse(BenchConfig.yaml(options, model, kafka, "bench"), Map.of());

    assertThat(config.kafka()).isEqualTo(kafka);
    assertThat(config.model().path()).isEqualTo(Path.of("/some where/it's.foretick"));
    assertThat(config.topics().input()).isEqualTo("bench-ticks");
    assertThat(config.topics().output()).isEqualTo("bench-forecasts");
    assertThat(config.input().targetField()).contains("value");
    assertThat(config.input().covariateFields()).contains(List.of("x1", "x2"));
    assertThat(config.output().warmup()).isEqualTo(Warmup.SKIP);
    assertThat(config.emit()).isEqualTo(Emit.EVERY);
    assertThat(config.state().maxSeries()).isEqualTo(options.load().series());
    assertThat(config.scoring().enabled()).isFalse();
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
