package dev.foretick.stream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.PointForecast;
import dev.foretick.stream.publish.ServedModel;
import dev.foretick.stream.score.LiveAccuracy;
import dev.foretick.stream.testing.TestModels;
import dev.foretick.stream.testing.TestScorers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ModelMeters meters =
      new ModelMeters(
          registry,
          () -> LiveAccuracy.NONE,
          Optional.of(TestScorers.plan(TestModels.LEVELS, TestModels.HORIZON, 10, Set.of())),
          model("lstm", "v1"));

  @Test
  void start_showsTheModel_andCountsOneFile() {
    assertThat(infos()).containsExactly("lstm v1");
    assertThat(count("success")).isEqualTo(1);
    assertThat(count("failure")).isZero();
  }

  @Test
  void loadedModel_takesThePlaceOfTheOther() {
    meters.loaded(model("lstm", "v2"));

    assertThat(infos()).containsExactly("lstm v2");
    assertThat(count("success")).isEqualTo(2);
    assertThat(registry.get("foretick.skill").gauges()).hasSize(1);
  }

  @Test
  void accuracyGauges_haveTheNameOfTheModelThatServes() {
    meters.loaded(model("cnn-lstm", "v2"));

    assertThat(registry.get("foretick.skill").gauges())
        .extracting(gauge -> gauge.getId().getTag("model"))
        .containsExactly("cnn-lstm");
    assertThat(registry.find("foretick.accuracy.mae").tag("model", "lstm").gauge()).isNull();
    assertThat(registry.get("foretick.accuracy.mae").tag("model", "naive").gauges())
        .extracting(gauge -> gauge.getId().getTag("step"))
        .containsExactlyInAnyOrder("1", "2", "3", "all");
  }

  @Test
  void promisedShare_standsBesideTheCoverage() {
    assertThat(registry.get("foretick.interval.promised").tag("level", "90").gauge().value())
        .isCloseTo(0.9, within(1e-9));
    assertThat(registry.get("foretick.interval.coverage").tag("level", "90").gauges()).isNotEmpty();
  }

  @Test
  void refusedFile_isCounted() {
    meters.refused();

    assertThat(count("failure")).isEqualTo(1);
  }

  private List<String> infos() {
    return registry.get("foretick.model.info").gauges().stream()
        .map(Gauge::getId)
        .map(id -> id.getTag("model") + " " + id.getTag("version"))
        .toList();
  }

  private double count(String result) {
    return registry.get("foretick.model.reload").tag("result", result).counter().count();
  }

  private static ServedModel model(String name, String version) {
    return new ServedModel(
        name,
        version,
        TestModels.LEVELS,
        PointForecast.MEDIAN,
        TestModels.HORIZON,
        Duration.ofSeconds(1));
  }
}
