package dev.foretick.common.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {
  private final JsonBytes bytes = new JsonBytes();

  @ParameterizedTest
  @ValueSource(longs = {0, 7, -7, 9, 10, 99, 100, -100, Long.MAX_VALUE, Long.MIN_VALUE})
  void integer_anyLong_isItsDigits(long value) {
    bytes.integer(value);
    assertThat(text()).isEqualTo(Long.toString(value));
  }

  @Test
  void integer_randomLongs_areTheirDigits() {
    Random random = new Random(5);
    for (int i = 0; i < 10_000; i++) {
      long value = random.nextLong() >> random.nextInt(Long.SIZE);
      bytes.end(0);
      bytes.integer(value);
      assertThat(text()).isEqualTo(Long.toString(value));
    }
  }

  @Test
  void put_beyondItsRoom_growsAndKeepsAll() {
    byte[] piece = "0123456789".getBytes(US_ASCII);
    for (int i = 0; i < 1_000; i++) {
      bytes.put(piece);
    }
    bytes.repeat(0, 10_000);
    assertThat(text()).isEqualTo("0123456789".repeat(2_000));
  }

  @Test
  void end_earlier_dropsTheRest() {
    bytes.put("forecast".getBytes(US_ASCII));
    bytes.end(4);
    bytes.repeat(1, 3);
    assertThat(text()).isEqualTo("foreor");
  }

  private String text() {
    return new String(bytes.toArray(), US_ASCII);
  }
}
