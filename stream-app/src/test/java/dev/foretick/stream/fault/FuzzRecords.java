package dev.foretick.stream.fault;

import static dev.foretick.stream.testing.TestTopics.bytes;
import static dev.foretick.stream.testing.TestTopics.tickJson;

import dev.foretick.stream.fault.FuzzRecord.Tick;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Observations, and among them what a careless or hostile producer sends. */
final class FuzzRecords {
  private static final int SERIES = 200;
  private static final long FIRST_SECOND = 1_700_000_000;
  private static final long MONTH_SECONDS = 30 * 86_400;
  private static final int GOOD_IN_10 = 5;

  /** Broker and client take so much, but not with the headers of a dead letter. */
  private static final int JUST_BELOW_LIMIT = 1_048_400;

  private static final List<String> NO_NUMBERS =
      List.of(
          "NaN",
          "Infinity",
          "-Infinity",
          "\"NaN\"",
          "\"1.5\"",
          "1e39",
          "-1e400",
          "1e999999999",
          "9".repeat(400),
          "9".repeat(1_500),
          "true",
          "null",
          "{}",
          "[1]",
          "[]",
          "0x10",
          "01",
          "+1",
          ".5",
          "1.",
          "1e",
          "--1",
          "1 2",
          "");

  private static final List<String> NO_TIMES =
      List.of(
          "true",
          "null",
          "\"yesterday\"",
          "\"\"",
          "1e30",
          "-1e18",
          "{\"s\":1}",
          "[1700000000]",
          "NaN",
          "99999999999999999999");

  private static final List<String> NO_OBJECTS =
      List.of("1", "\"text\"", "null", "true", "[]", "[1,2]", "{}", " ", "{", "}", "{]", "{{}}");

  private final Random random;
  private final long[] seconds = new long[SERIES];
  private final double[] prices = new double[SERIES];

  FuzzRecords(long seed) {
    this.random = new Random(seed);
    Arrays.fill(seconds, FIRST_SECOND);
    Arrays.fill(prices, 100);
  }

  FuzzRecord next() {
    if (random.nextInt(10) < GOOD_IN_10) {
      return good("good", "");
    }
    return switch (random.nextInt(16)) {
      case 0 -> bad("random bytes", randomBytes(1 + random.nextInt(300)));
      case 1 -> bad("truncated", truncated());
      case 2 -> bad("no number", observation("1", NO_NUMBERS.get(random.nextInt(24))));
      case 3 -> bad("no time", observation(NO_TIMES.get(random.nextInt(10)), "1"));
      case 4 -> bad("no object", bytes(NO_OBJECTS.get(random.nextInt(12))));
      case 5 -> bad("too deep", bytes(deep(101 + random.nextInt(3_000))));
      case 6 -> bad("repeated field", bytes("{\"ts\":1,\"price\":1,\"price\":1}"));
      case 7 -> bad("missing field", bytes(random.nextBoolean() ? "{\"ts\":1}" : "{\"price\":1}"));
      case 8 -> bad("text behind", bytes(tickJson(1, 1) + tickJson(2, 2)));
      case 9 -> bad("no UTF-8", withInvalidUtf8());
      case 10 -> bad("no value", random.nextBoolean() ? null : new byte[0]);
      case 11 -> record(Fate.DEAD_LETTER, "no key", noKey(), bytes(tickJson(1, 1)), null);
      case 12 -> late();
      case 13 -> mutant();
      case 14 -> good("deep but not too deep", ",\"more\":" + nested(1 + random.nextInt(90)));
      default -> large();
    };
  }

  private FuzzRecord good(String kind, String more) {
    int number = random.nextInt(SERIES);
    String series = "g" + number;
    long second = seconds[number]++;
    prices[number] = Math.max(1, prices[number] + random.nextGaussian());
    String json = tickJson(second, prices[number]);
    byte[] value = bytes(json.substring(0, json.length() - 1) + more + "}");
    Tick tick = new Tick(series, second, prices[number]);
    return record(Fate.FORECAST, kind, bytes(series), value, tick);
  }

  private FuzzRecord bad(String kind, byte @Nullable [] value) {
    return record(Fate.DEAD_LETTER, kind, bytes("g" + random.nextInt(SERIES)), value, null);
  }

  /** Older than the newest of its series by more than anybody is patient. */
  private FuzzRecord late() {
    int number = random.nextInt(SERIES);
    if (seconds[number] == FIRST_SECOND) {
      return good("good", "");
    }
    byte[] value = bytes(tickJson(seconds[number] - MONTH_SECONDS, 1));
    return record(Fate.LATE, "late", bytes("g" + number), value, null);
  }

  /** In series of their own, for it may come from the far future. */
  private FuzzRecord mutant() {
    byte[] value = bytes(tickJson(FIRST_SECOND + random.nextInt(1_000), 100));
    value[random.nextInt(value.length)] = (byte) random.nextInt(256);
    return record(Fate.ANY, "mutant", bytes("m" + random.nextInt(SERIES)), value, null);
  }

  /** Seldom, for each takes the broker's time. */
  private FuzzRecord large() {
    if (random.nextInt(40) != 0) {
      return bad(
          "huge number", observation("1", "-" + "7".repeat(1 + random.nextInt(999)) + "e99"));
    }
    return switch (random.nextInt(4)) {
      case 0 -> good("large", ",\"more\":\"" + "x".repeat(900_000) + "\"");
      case 1 -> bad("large", randomBytes(1_000_000));
      case 2 -> bad("large and deep", bytes(deep(100_000)));
      default ->
          record(
              Fate.DEAD_LETTER_WITHOUT_VALUE,
              "as large as can be",
              bytes("g"),
              randomBytes(JUST_BELOW_LIMIT),
              null);
    };
  }

  private FuzzRecord record(
      Fate fate, String kind, byte @Nullable [] key, byte @Nullable [] value, @Nullable Tick tick) {
    boolean fits = value == null || value.length < JUST_BELOW_LIMIT;
    return new FuzzRecord(fate, kind, key, value, fits ? headers() : new Header[0], tick);
  }

  private Header[] headers() {
    Header[] headers = new Header[random.nextInt(4) == 0 ? random.nextInt(3) : 0];
    for (int i = 0; i < headers.length; i++) {
      byte[] value = random.nextInt(5) == 0 ? null : randomBytes(random.nextInt(20));
      headers[i] = new RecordHeader("h" + random.nextInt(2), value);
    }
    return headers;
  }

  private byte @Nullable [] noKey() {
    return switch (random.nextInt(4)) {
      case 0 -> null;
      case 1 -> new byte[0];
      case 2 -> bytes("k".repeat(513 + random.nextInt(1_000)));
      default -> new byte[] {'g', (byte) 0xC3, (byte) 0x28};
    };
  }

  private static byte[] observation(String time, String price) {
    return bytes("{\"ts\":%s,\"price\":%s}".formatted(time, price));
  }

  private byte[] truncated() {
    byte[] whole = bytes(tickJson(FIRST_SECOND, 101.25));
    return Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1));
  }

  private byte[] withInvalidUtf8() {
    byte[] value = bytes("{\"ts\":1,\"price\":1,\"more\":\"abc\"}");
    value[value.length - 3] = (byte) (0x80 + random.nextInt(0x80));
    return value;
  }

  private static String deep(int levels) {
    return "{\"ts\":1,\"price\":1,\"more\":%s}".formatted(nested(levels));
  }

  private static String nested(int levels) {
    return "[".repeat(levels) + "]".repeat(levels);
  }

  /** Whatever they are, no JSON object. */
  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    if (length > 0) {
      bytes[0] = (byte) (0x80 | bytes[0]);
    }
    return bytes;
  }
}
