package dev.foretick.common.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.series.Observation;
import dev.foretick.common.series.SeriesId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObservationEncoderTest {
  private static final SeriesId SERIES = new SeriesId("BTC \"5, A;\n€");
  private static final long TIME = EpochNanos.of(Instant.parse("2026-01-02T15:04:05.123Z"));

  @Test
  void encode_json_isTheContractsMessage() {
    ObservationEncoder encoder =
        new ObservationEncoder(
            format(ObservationFormat.Kind.JSON, TimeUnitFormat.ISO, Optional.empty()));
    assertThat(new String(encoder.encode(SERIES, TIME, new double[] {101.25f, 300}), UTF_8))
        .isEqualTo("{\"ts\":\"2026-01-02T15:04:05.123Z\",\"price\":101.25,\"size\":300.0}");
  }

  @Test
  void encode_floats_haveTheirFewestDigits_andDoublesTheirs() {
    ObservationEncoder encoder =
        new ObservationEncoder(
            format(ObservationFormat.Kind.JSON, TimeUnitFormat.EPOCH_MS, Optional.empty()));
    assertThat(new String(encoder.encode(SERIES, TIME, new double[] {30.53f, 30123.456789}), UTF_8))
        .isEqualTo("{\"ts\":1767366245123,\"price\":30.53,\"size\":30123.456789}");
  }

  @ParameterizedTest
  @EnumSource
  void encode_anyFormat_readsBackAsTheSameObservation(TimeUnitFormat time) {
    Random random = new Random(31);
    for (ObservationFormat.Kind kind : ObservationFormat.Kind.values()) {
      for (Optional<String> field : List.of(Optional.of("id"), Optional.<String>empty())) {
        ObservationFormat format = format(kind, time, field);
        ObservationEncoder encoder = new ObservationEncoder(format);
        ObservationCodec codec = new ObservationCodec(format);
        for (int i = 0; i < 200; i++) {
          Observation sent =
              new Observation(
                  SERIES,
                  EpochNanos.toInstant(random.nextLong()),
                  new double[] {Float.intBitsToFloat(finite(random)), random.nextGaussian() * 1e9});
          byte[] value = encoder.encode(SERIES, EpochNanos.of(sent.time()), sent.channels());
          Observation read = codec.decode(SERIES.value().getBytes(UTF_8), value, 0);
          assertThat(read.series()).isEqualTo(sent.series());
          assertThat(read.time()).isEqualTo(sent.time());
          assertThat((float) read.target()).isEqualTo((float) sent.target());
          assertThat(read.channel(1)).isEqualTo(sent.channel(1));
        }
      }
    }
  }

  @Test
  void encode_numberThatNoFloatHolds_isRefused() {
    ObservationEncoder encoder =
        new ObservationEncoder(
            format(ObservationFormat.Kind.JSON, TimeUnitFormat.ISO, Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder.encode(SERIES, TIME, new double[] {1, 1e300}))
        .withMessageContaining("value: 1.0E300 (expected: a finite number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder.encode(SERIES, TIME, new double[] {1}))
        .withMessage("channels: 1 (expected: 2)");
  }

  private static int finite(Random random) {
    int bits = random.nextInt();
    return Float.isFinite(Float.intBitsToFloat(bits)) ? bits : 0;
  }

  private static ObservationFormat format(
      ObservationFormat.Kind kind, TimeUnitFormat time, Optional<String> series) {
    return new ObservationFormat(
        kind,
        series,
        Optional.of("ts"),
        time,
        "price",
        List.of("size"),
        ';',
        List.of("id", "other", "ts", "size", "price"));
  }
}
