package dev.foretick.common.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestFloatTest {
  private static final int NUMBERS = 2_000_000;
  private static final int INFINITE = 0x7F80_0000;

  private final JsonBytes bytes = new JsonBytes();

  @ParameterizedTest
  @CsvSource({
    "0f, 0.0",
    "-0f, -0.0",
    "1f, 1.0",
    "-101.3f, -101.3",
    "0.001f, 0.001",
    "9.999999e-4f, 9.999999E-4",
    "9999999f, 9999999.0",
    "1e7f, 1.0E7",
    "1e10f, 1.0E10",
    "1.4e-45f, 1.4E-45",
    "3.4028235e38f, 3.4028235E38",
    "1.17549435e-38f, 1.1754944E-38",
    "0.33007812f, 0.33007812",
  })
  void put_example_isInJavasNotation(float value, String expected) {
    assertThat(printed(value)).isEqualTo(expected);
  }

  @Test
  void put_powersOfTwoAndTheirNeighbours_areWhatJacksonPrints() {
    for (int bits = 0; bits < INFINITE; bits += 1 << 23) {
      requireShortestAround(bits);
    }
    for (int bits = 1; bits < 1 << 23; bits <<= 1) {
      requireShortestAround(bits);
    }
  }

  @Test
  void put_powersOfTenAndTheirNeighbours_areWhatJacksonPrints() {
    for (int exponent = -46; exponent <= 38; exponent++) {
      for (int digit = 1; digit <= 9; digit++) {
        requireShortestAround(Float.floatToRawIntBits(Float.parseFloat(digit + "E" + exponent)));
      }
    }
    requireShortestAround(INFINITE - 4);
  }

  @Test
  void put_smallestSubnormals_areWhatJacksonPrints() {
    for (int bits = 0; bits < 10_000; bits++) {
      requireShortest(Float.intBitsToFloat(bits));
    }
  }

  @Test
  void put_randomBits_areWhatJacksonPrints() {
    Random random = new Random(7);
    for (int i = 0; i < NUMBERS; i++) {
      requireShortest(Float.intBitsToFloat(random.nextInt()));
    }
  }

  @Test
  void put_pricesAndCounts_areWhatJacksonPrints() {
    Random random = new Random(8);
    for (int i = 0; i < NUMBERS; i++) {
      double unit = Math.pow(10, random.nextInt(6));
      requireShortest((float) (random.nextInt(1 << (1 + random.nextInt(30))) / unit));
    }
  }

  private void requireShortestAround(int bits) {
    for (int i = bits - 3; i <= bits + 3; i++) {
      requireShortest(Float.intBitsToFloat(i));
    }
  }

  /** Compares by hand: an assertion object for each of millions of numbers would take minutes. */
  private void requireShortest(float value) {
    if (!Float.isFinite(value)) {
      return;
    }
    String text = printed(value);
    if (!text.equals(NumberOutput.toString(value, true)) || Float.parseFloat(text) != value) {
      assertThat(text).isEqualTo(NumberOutput.toString(value, true));
      assertThat(Float.parseFloat(text)).isEqualTo(value);
    }
  }

  private String printed(float value) {
    bytes.end(0);
    ShortestFloat.put(value, bytes);
    return new String(bytes.toArray(), US_ASCII);
  }
}
