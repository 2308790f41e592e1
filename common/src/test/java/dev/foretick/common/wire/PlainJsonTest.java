package dev.foretick.common.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.Observation;
import dev.foretick.common.wire.ObservationFormat.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the plain way takes, it takes as the careful way does. */
class PlainJsonTest {
  private static final int MESSAGES = 300_000;

  private static final String[] NAMES = {"ts", "id", "price", "size", "other", "", "pric"};
  private static final String[] VALUES = {
    "0",
    "-0",
    "-0.0",
    "00",
    "01",
    "7",
    "101.25",
    "-3.5e2",
    "1e5",
    "1E+5",
    "1e-5",
    "1e",
    "1e+",
    ".5",
    "5.",
    "+5",
    "1e22",
    "1e23",
    "123456789012345678",
    "1234567890123456789",
    "12345678901234567890",
    "9007199254740993",
    "0.1234567890123456",
    "1e400",
    "3.5e38",
    "-1",
    "1700000000",
    "1700000000123",
    "1700000000123456789",
    "9223372036854775807",
    "9223372036854775808",
    "\"a\"",
    "\"\"",
    "\"1700000000\"",
    "\" 1\"",
    "\"1.5\"",
    "\"é\"",
    "\"\\n\"",
    "\"\u007f\"",
    "\"2026-01-02T15:04:05.123Z\"",
    "\"2026-02-29T00:00:00Z\"",
    "\"2024-02-29 00:00:00Z\"",
    "\"2026-13-01T00:00:00Z\"",
    "\"2026-01-02T24:00:00Z\"",
    "\"2026-01-02T15:04:05.1234567891Z\"",
    "\"2026-01-02T15:04:05\"",
    "\"1969-12-31T23:59:59.999999999Z\"",
    "\"1600-01-01T00:00:00Z\"",
    "\"2026-01-02T15:04:05.Z\"",
    "\"2026-01-02T15:04:05,5Z\"",
    "true",
    "false",
    "null",
    "nul",
    "{}",
    "[1]",
    "{\"price\":1}"
  };

  @ParameterizedTest
  @EnumSource(TimeUnitFormat.class)
  void read_ofMadeUpMessages_agreesWithTheCarefulReader(TimeUnitFormat time) {
    Random random = new Random(7);
    Readers readers = new Readers(time);
    for (int i = 0; i < MESSAGES; i++) {
      readers.compare(message(random, time));
    }
    assertThat(readers.plain).as("messages taken the plain way").isGreaterThan(10_000);
  }

  @Test
  void read_ofRandomNumbers_givesTheNearestDouble() {
    Random random = new Random(8);
    Readers readers = new Readers(TimeUnitFormat.EPOCH_MS);
    for (int i = 0; i < MESSAGES; i++) {
      String number =
          switch (i % 3) {
            case 0 -> Double.toString(random.nextInt(1_000_000) / 1000.0);
            case 1 -> Float.toString(Float.intBitsToFloat(random.nextInt()));
            default -> random.nextInt(100_000) + "." + random.nextLong(Long.MAX_VALUE);
          };
      readers.compare("{\"id\":\"a\",\"ts\":%d,\"price\":%s,\"size\":1}".formatted(i, number));
    }
    assertThat(readers.plain).as("numbers taken the plain way").isGreaterThan(MESSAGES / 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ts\":1700000000123,\"id\":\"AAPL\",\"price\":101.25,\"size\":300}",
        " { \"x\" : null , \"size\" : 3 , \"price\" : -1.5e-3 ,\n\"id\":17,\"ts\":\"1700000000123\"}\t",
      })
  void read_ofWhatAlmostEveryoneSends_takesThePlainWay(String message) {
    Readers readers = new Readers(TimeUnitFormat.EPOCH_MS);
    readers.compare(message);

    assertThat(readers.plain).isEqualTo(1);
  }

  @Test
  void read_ofNanoseconds_takesThePlainWay() {
    Readers readers = new Readers(TimeUnitFormat.EPOCH_NS);
    readers.compare("{\"ts\":1700000000123456789,\"id\":\"a\",\"price\":1,\"size\":1}");

    assertThat(readers.plain).isEqualTo(1);
  }

  private static String message(Random random, TimeUnitFormat time) {
    StringBuilder text = new StringBuilder(random.nextInt(50) == 0 ? "" : "{");
    int fields = 3 + random.nextInt(3);
    int first = random.nextInt(4);
    for (int i = 0; i < fields; i++) {
      String name =
          random.nextInt(9) == 0 ? NAMES[random.nextInt(NAMES.length)] : NAMES[(first + i) % 4];
      text.append(i == 0 ? "" : ",").append(random.nextInt(20) == 0 ? " " : "");
      String value =
          random.nextInt(3) == 0 ? VALUES[random.nextInt(VALUES.length)] : likely(name, time);
      text.append('"').append(name).append("\":").append(value);
    }
    text.append(random.nextInt(50) == 0 ? "" : "}").append(random.nextInt(50) == 0 ? "," : "");
    return text.toString();
  }

  private static String likely(String name, TimeUnitFormat time) {
    return switch (name) {
      case "ts" -> time == TimeUnitFormat.ISO ? "\"2026-01-02T15:04:05.123Z\"" : "1700000000";
      case "id" -> "\"AAPL\"";
      default -> "101.25";
    };
  }

  /** Both ways for one format. */
  private static final class Readers {
    private final ObservationFormat format;
    private final ObservationSlots slots;
    private final PlainJsonObservations plainReader;
    private int plain;

    Readers(TimeUnitFormat time) {
      format =
          new ObservationFormat(
              Kind.JSON,
              Optional.of("id"),
              Optional.of("ts"),
              time,
              "price",
              List.of("size"),
              ',',
              List.of());
      slots = new ObservationSlots(format);
      plainReader = new PlainJsonObservations(slots, time);
    }

    void compare(String message) {
      byte[] value = message.getBytes(StandardCharsets.UTF_8);
      DecodedObservation decoded = new DecodedObservation(2);
      if (plainReader.read(value, decoded)) {
        plain++;
        assertThat(decoded.copy()).as(message).isEqualTo(careful(message));
      }
    }

    private Observation careful(String message) {
      ObservationDraft draft = new ObservationDraft(slots, format.time());
      new JsonObservations(slots).read(message, draft);
      DecodedObservation decoded = new DecodedObservation(2);
      draft.finish(decoded);
      return decoded.copy();
    }
  }
}
