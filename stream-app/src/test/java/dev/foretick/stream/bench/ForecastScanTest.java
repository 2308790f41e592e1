package dev.foretick.stream.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.wire.ForecastEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastScanTest {
  private final ForecastScan scan = new ForecastScan();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-02T15:04:05Z",
        "2026-01-02T15:04:05.100Z",
        "2026-12-31T23:59:59.999999Z",
        "2028-02-29T00:00:00.000000001Z",
        "2028-03-01T12:00:00.123456789Z",
        "1970-01-01T00:00:00Z"
      })
  void scan_ofAForecast_findsCutoffPartitionAndOffset(String cutoff) {
    scan.scan(ByteBuffer.wrap(forecast("series-1", cutoff, 3, 1_234_567_890_123L)));

    assertThat(scan.cutoffNanos()).isEqualTo(EpochNanos.of(Instant.parse(cutoff)));
    assertThat(scan.partition()).isEqualTo(3);
    assertThat(scan.offset()).isEqualTo(1_234_567_890_123L);
  }

  @Test
  void scan_ofASeriesThatIsCalledLikeAField_isNotMisled() {
    String name = "\"cutoff\":\"1999-01-01T00:00:00Z\"";
    scan.scan(ByteBuffer.wrap(forecast(name, "2026-01-02T15:04:05Z", 0, 7)));

    assertThat(scan.cutoffNanos()).isEqualTo(EpochNanos.of(Instant.parse("2026-01-02T15:04:05Z")));
    assertThat(scan.offset()).isEqualTo(7);
  }

  @Test
  void scan_withinALargerBuffer_keepsToItsPart() {
    byte[] message = forecast("a", "2026-01-02T15:04:05Z", 1, 42);
    ByteBuffer larger = ByteBuffer.allocate(message.length + 20);
    larger.position(10).put(message);

    scan.scan(larger.position(10).limit(10 + message.length).slice());

    assertThat(scan.offset()).isEqualTo(42);
  }

  @Test
  void scan_ofSomethingElse_saysWhatItFound() {
    ByteBuffer other = ByteBuffer.wrap("{\"ts\":1}".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> scan.scan(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{\"ts\":1}")
        .hasMessageContaining("(expected: a forecast with \"cutoff\":\")");
  }

  private static byte[] forecast(String series, String cutoff, int partition, long offset) {
    Instant time = Instant.parse(cutoff);
    ForecastEncoder encoder =
        new ForecastEncoder(
            "ticks",
            Duration.ofSeconds(1),
            "lstm",
            "v1",
            QuantileLevels.centralInterval(90),
            PointForecast.MEDIAN);
    encoder.begin(
        series.getBytes(StandardCharsets.UTF_8),
        EpochNanos.of(time),
        time.plusMillis(3),
        ForecastStatus.OK,
        "lstm",
        1,
        partition,
        offset);
    return encoder.nested(new float[] {1, 2, 3}, 0);
  }
}
