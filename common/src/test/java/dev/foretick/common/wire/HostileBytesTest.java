package dev.foretick.common.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.Observation;
import dev.foretick.common.wire.ObservationFormat.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the bytes, a decoder gives a value or a {@link MalformedRecordException}. */
class HostileBytesTest {
  private static final int INPUTS = 200_000;
  private static final byte[] KEY = {'k'};

  private static final String[] FRAGMENTS = {
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "\\",
    "\\u",
    "\\ud83d",
    "\\u0000",
    "\n",
    "\r",
    " ",
    "\t",
    "null",
    "true",
    "false",
    "NaN",
    "Infinity",
    "-",
    "+",
    ".",
    "e",
    "E",
    "0",
    "1",
    "9",
    "1e400",
    "1e-400",
    "1e999999999",
    "-0.0",
    "123456789012345678901234567890",
    "\"price\"",
    "\"ts\"",
    "\"id\"",
    "\"size\"",
    "\"price\":1",
    "2026-01-02T15:04:05Z",
    "é",
    "😀",
    "\uFEFF",
    "\uFFFD",
    "\"\"",
    "/*",
    "//",
    "#",
    "\u0000",
    "\u007f"
  };

  @ParameterizedTest
  @EnumSource(Kind.class)
  void decode_randomBytes_isAnObservationOrMalformed(Kind kind) {
    ObservationCodec codec = codec(kind, TimeUnitFormat.ISO);
    Random random = new Random(1);
    for (int i = 0; i < INPUTS; i++) {
      byte[] value = new byte[random.nextInt(64)];
      random.nextBytes(value);
      decodeOrMalformed(codec, value);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void decode_randomFragments_isAnObservationOrMalformed(Kind kind) {
    ObservationCodec codec = codec(kind, TimeUnitFormat.EPOCH_MS);
    Random random = new Random(2);
    for (int i = 0; i < INPUTS / 4; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "{" : "");
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
      }
      decodeOrMalformed(codec, text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource(TimeUnitFormat.class)
  void decode_mutatedJson_isAnObservationOrMalformed(TimeUnitFormat time) {
    String ts = time == TimeUnitFormat.ISO ? "\"2026-01-02T15:04:05.123Z\"" : "1700000000.5";
    String message =
        "{\"ts\":%s,\"id\":\"AAPL\",\"price\":101.25,\"x\":{\"y\":[1,\"é\"]},\"size\":300}"
            .formatted(ts);
    int survivors = mutate(codec(Kind.JSON, time), message);
    assertThat(survivors).as("mutations that change nothing that counts").isPositive();
  }

  @ParameterizedTest
  @EnumSource(TimeUnitFormat.class)
  void decode_mutatedCsv_isAnObservationOrMalformed(TimeUnitFormat time) {
    String ts = time == TimeUnitFormat.ISO ? "2026-01-02T15:04:05.123+01:00" : "1700000000.5";
    int survivors = mutate(codec(Kind.CSV, time), "\"AAPL\",%s,101.25,\"3\"\r\n".formatted(ts));
    assertThat(survivors).as("mutations that change nothing that counts").isPositive();
  }

  @Test
  void decode_randomKeys_areSeriesOrMalformed() {
    ObservationCodec codec =
        new ObservationCodec(
            new ObservationFormat(
                Kind.JSON,
                Optional.empty(),
                Optional.empty(),
                TimeUnitFormat.ISO,
                "price",
                List.of(),
                ',',
                List.of()));
    byte[] value = "{\"price\":1}".getBytes(StandardCharsets.UTF_8);
    Random random = new Random(3);
    for (int i = 0; i < INPUTS / 4; i++) {
      byte[] key = new byte[random.nextInt(6)];
      random.nextBytes(key);
      orMalformed(
          key,
          bytes -> {
            String series = codec.decode(bytes, value, 0).series().value();
            if (!Arrays.equals(series.getBytes(StandardCharsets.UTF_8), bytes)) {
              throw new AssertionError("not the key: " + series);
            }
          });
    }
  }

  @Test
  void decodeForecast_hostileBytes_isAForecastOrMalformed() {
    ForecastDecoder decoder = new ForecastDecoder();
    hostile(EncodedForecasts.nested(Samples.forecast()), decoder::decode);
  }

  @Test
  void decodeScore_hostileBytes_isAScoreOrMalformed() {
    ScoreDecoder decoder = new ScoreDecoder();
    hostile(new ScoreEncoder().encode(Samples.score()), decoder::decode);
  }

  private static void hostile(byte[] valid, Consumer<byte[]> decoder) {
    Random random = new Random(4);
    for (int i = 0; i < INPUTS / 8; i++) {
      orMalformed(mutated(valid, random), decoder);
      byte[] noise = new byte[random.nextInt(40)];
      random.nextBytes(noise);
      orMalformed(noise, decoder);
    }
  }

  private static int mutate(ObservationCodec codec, String message) {
    byte[] valid = message.getBytes(StandardCharsets.UTF_8);
    Random random = new Random(5);
    int survivors = 0;
    for (int i = 0; i < INPUTS / 4; i++) {
      survivors += decodeOrMalformed(codec, mutated(valid, random)) ? 1 : 0;
    }
    return survivors;
  }

  /** One to four of: a byte flipped, removed, doubled, replaced; a stretch copied; the end cut. */
  private static byte[] mutated(byte[] valid, Random random) {
    byte[] bytes = valid;
    for (int n = 1 + random.nextInt(4); n > 0 && bytes.length > 1; n--) {
      int at = random.nextInt(bytes.length);
      bytes =
          switch (random.nextInt(6)) {
            case 0 ->
                spliced(
                    bytes, at, at + 1, new byte[] {(byte) (bytes[at] ^ 1 << random.nextInt(8))});
            case 1 -> spliced(bytes, at, at + 1, new byte[0]);
            case 2 -> spliced(bytes, at, at, new byte[] {bytes[at]});
            case 3 ->
                spliced(
                    bytes,
                    at,
                    at + 1,
                    FRAGMENTS[random.nextInt(FRAGMENTS.length)].getBytes(StandardCharsets.UTF_8));
            case 4 ->
                spliced(
                    bytes, at, at, spliced(bytes, 0, random.nextInt(bytes.length), new byte[0]));
            default -> spliced(bytes, at, bytes.length, new byte[0]);
          };
    }
    return bytes;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] replacement) {
    byte[] result = new byte[bytes.length - (to - from) + replacement.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(replacement, 0, result, from, replacement.length);
    System.arraycopy(bytes, to, result, from + replacement.length, bytes.length - to);
    return result;
  }

  private static boolean decodeOrMalformed(ObservationCodec codec, byte[] value) {
    return orMalformed(
        value,
        bytes -> {
          Observation observation = codec.decode(KEY, bytes, 0);
          if (!Float.isFinite((float) observation.target())) {
            throw new AssertionError("not finite: " + observation);
          }
        });
  }

  private static boolean orMalformed(byte[] value, Consumer<byte[]> decoder) {
    try {
      decoder.accept(value);
      return true;
    } catch (MalformedRecordException e) {
      String message = String.valueOf(e.getMessage());
      if (message.length() > 500
          || message.lines().count() != 1
          || !message.contains(" (expected: ")) {
        throw new AssertionError("not one short line: " + message, e);
      }
      return false;
    } catch (RuntimeException | Error e) {
      throw new AssertionError("bytes " + new String(value, StandardCharsets.ISO_8859_1), e);
    }
  }

  private static ObservationCodec codec(Kind kind, TimeUnitFormat time) {
    return new ObservationCodec(
        new ObservationFormat(
            kind,
            Optional.of("id"),
            Optional.of("ts"),
            time,
            "price",
            List.of("size"),
            ',',
            List.of("id", "ts", "price", "size")));
  }
}
