package dev.foretick.stream.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.SeriesId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptSeriesTest {
  @Test
  void series_areFewOrNot_overAllLoops() {
    KeptSeries kept = KeptSeries.of(Set.of());

    assertThat(kept.areFew(90)).isTrue();
    assertThat(kept.areFew(6)).isTrue();
    assertThat(kept.areFew(1)).as("another loop's 97th").isFalse();
    assertThat(kept.areFew(0)).isFalse();
    assertThat(kept.areFew(-90)).as("a partition went").isTrue();
  }

  @Test
  void none_isFew() {
    assertThat(KeptSeries.none().areFew(0)).isFalse();
    assertThat(KeptSeries.none().listed()).isEmpty();
  }

  @Test
  void longList_isCutByName() {
    Set<SeriesId> list =
        IntStream.range(100, 300).mapToObj(i -> new SeriesId("s" + i)).collect(Collectors.toSet());

    KeptSeries kept = KeptSeries.of(list);

    assertThat(kept.listed()).hasSize(Watching.MOST_SERIES);
    assertThat(kept.isListed(key("s100"))).isTrue();
    assertThat(kept.isListed(key("s195"))).isTrue();
    assertThat(kept.isListed(key("s196"))).isFalse();
  }

  private static ByteBuffer key(String id) {
    return ByteBuffer.wrap(id.getBytes(StandardCharsets.UTF_8));
  }
}
