package dev.foretick.stream.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.foretick.stream.config.DeliveryMode;
import org.junit.jupiter.api.Test;

class BenchJsonTest {
  @Test
  void render_atTheTopRate_hasTheFiguresOfTheText() throws JsonProcessingException {
    JsonNode json = render(SyntheticBench.atTopRate());
    assertThat(json.at("/schema_version").intValue()).isEqualTo(2);
    assertThat(json.at("/machine/cores").intValue()).isEqualTo(2);
    assertThat(json.at("/settings/rate").textValue()).isEqualTo("max");
    assertThat(json.at("/settings/delivery").textValue()).isEqualTo("at-least-once");
    assertThat(json.at("/settings/kafka/0").textValue()).isEqualTo("max.poll.records");
    assertThat(json.at("/top_rate/forecasts_per_second").doubleValue())
        .isCloseTo(400_000 / 30.0, within(1e-6));
    assertThat(json.at("/top_rate/ratio_to_beside").doubleValue())
        .isCloseTo(400_000 / 750_000.0, within(1e-9));
    assertThat(json.at("/settings/beside").textValue()).isEqualTo("without-compute");
    assertThat(json.at("/settings/max_replay_records").intValue()).isEqualTo(100_000);
    assertThat(json.at("/restart").isMissingNode()).isTrue();
    assertThat(json.at("/top_rate/rounds")).hasSize(2);
    assertThat(json.at("/top_rate/rounds/1/snapshots").longValue()).isEqualTo(200);
    assertThat(json.at("/top_rate/rounds/1/beside_snapshots").longValue()).isEqualTo(500);
    assertThat(json.at("/top_rate/rounds/1/ratio_to_beside").doubleValue())
        .isCloseTo(0.4, within(1e-9));
    assertThat(json.at("/latency/p99_ms").doubleValue()).isCloseTo(12.5, within(1e-9));
    assertThat(json.at("/server/loop_shares/poll_and_wait").doubleValue())
        .isCloseTo(0.1, within(1e-9));
    assertThat(json.at("/beside/processor_shares/other_programs").doubleValue())
        .isCloseTo(0.15, within(1e-9));
    assertThat(json.at("/memory/bytes_per_series").doubleValue()).isCloseTo(1300, within(1e-9));
    assertThat(json.at("/delivery/lost").intValue()).isZero();
  }

  @Test
  void render_atAFixedRate_hasNullForWhatWasNotMeasured() throws JsonProcessingException {
    JsonNode json = render(SyntheticBench.atAFixedRate());
    assertThat(json.at("/settings/rate").doubleValue()).isEqualTo(5000);
    assertThat(json.at("/top_rate/forecasts_per_second").isNull()).isTrue();
    assertThat(json.at("/top_rate/ratio_to_beside").isNull()).isTrue();
    assertThat(json.at("/top_rate/rounds")).isEmpty();
    assertThat(json.at("/beside").isMissingNode()).isTrue();
    assertThat(json.at("/server/forecasts_per_second").doubleValue()).isEqualTo(5000);
    assertThat(json.at("/restart/jvm_seconds").doubleValue()).isEqualTo(0.25);
    assertThat(json.at("/restart/started_seconds").doubleValue()).isEqualTo(1.5);
    assertThat(json.at("/restart/ready_seconds").doubleValue()).isEqualTo(3.75);
    assertThat(json.at("/restart/answered_seconds").doubleValue()).isEqualTo(4.25);
    assertThat(json.at("/restart/longest_partition_seconds").doubleValue()).isEqualTo(2.125);
    assertThat(json.at("/restart/loop_cpu_seconds").doubleValue()).isEqualTo(1.125);
    assertThat(json.at("/restart/process_cpu_seconds").doubleValue()).isEqualTo(5.5);
    assertThat(json.at("/restart/series").longValue()).isEqualTo(100_000);
    assertThat(json.at("/restart/snapshots_read").longValue()).isEqualTo(120_000);
    assertThat(json.at("/restart/records_replayed").longValue()).isEqualTo(400_000);
    assertThat(json.at("/delivery/lost").intValue()).isEqualTo(1);
  }

  @Test
  void render_ofAServerThatPublishesScores_countsThem() throws JsonProcessingException {
    JsonNode json =
        render(SyntheticBench.atTopRate(DeliveryMode.EXACTLY_ONCE, Beside.WITHOUT_SCORES_TOPIC));
    assertThat(json.at("/settings/scoring").booleanValue()).isTrue();
    assertThat(json.at("/settings/scores_topic").booleanValue()).isTrue();
    assertThat(json.at("/settings/beside").textValue()).isEqualTo("without-scores-topic");
    assertThat(json.at("/delivery/scores_expected").longValue()).isEqualTo(7_200_000);
    assertThat(json.at("/delivery/scores_received").longValue()).isEqualTo(7_199_988);

    JsonNode without = render(SyntheticBench.atTopRate());
    assertThat(without.at("/settings/scores_topic").booleanValue()).isFalse();
    assertThat(without.at("/delivery/scores_expected").isNull()).isTrue();
  }

  private static JsonNode render(BenchReport report) throws JsonProcessingException {
    return new ObjectMapper().readTree(BenchJson.render(report));
  }
}
