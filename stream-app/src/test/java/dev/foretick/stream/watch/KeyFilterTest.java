package dev.foretick.stream.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyFilterTest {
  @Test
  void each_passes_andFewOthersDo() {
    List<byte[]> keys = IntStream.range(0, 96).mapToObj(i -> bytes("sensor-" + 1001 * i)).toList();
    KeyFilter filter = new KeyFilter(keys);

    assertThat(keys).allMatch(key -> filter.passes(key));
    assertThat(IntStream.range(0, 100_000).filter(i -> filter.passes(bytes("sensor-" + i))).count())
        .isLessThan(20_000);
  }

  @Test
  void shortIdsAndNone_areNoTrouble() {
    KeyFilter filter = new KeyFilter(List.of(bytes("a"), bytes("bc"), bytes("\u00e9")));

    assertThat(filter.passes(bytes("a"))).isTrue();
    assertThat(filter.passes(bytes("bc"))).isTrue();
    assertThat(filter.passes(bytes("\u00e9"))).isTrue();
    assertThat(new KeyFilter(List.of()).passes(bytes("a"))).isFalse();
  }

  private static byte[] bytes(String id) {
    return id.getBytes(UTF_8);
  }
}
