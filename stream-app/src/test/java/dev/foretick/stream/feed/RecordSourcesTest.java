package dev.foretick.stream.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.SeriesId;
import dev.foretick.common.wire.ObservationCodec;
import dev.foretick.common.wire.ObservationFormat;
import dev.foretick.common.wire.TimeUnitFormat;
import dev.foretick.model.dataset.SeriesData;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordSourcesTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void recording_severalSeries_goesByTime() throws Exception {
    Recording recording =
        new Recording(
            List.of(series("a", 1, 3, 3, 5), series("b", 2, 3, 9)),
            new ObservationRecords(format(Optional.of("ts"))),
            Optional.empty(),
            Optional.empty());
    assertThat(recording.total()).hasValue(7);
    assertThat(all(recording, 100))
        .containsExactly(
            "a {\"ts\":1,\"price\":1.0}",
            "b {\"ts\":2,\"price\":2.0}",
            "a {\"ts\":3,\"price\":3.0}",
            "a {\"ts\":3,\"price\":3.0}",
            "b {\"ts\":3,\"price\":3.0}",
            "a {\"ts\":5,\"price\":5.0}",
            "b {\"ts\":9,\"price\":9.0}");
    assertThat(recording.isOver()).isTrue();
  }

  @Test
  void recording_loop_goesOnInTimeFromTheGivenStart() throws Exception {
    Recording recording =
        new Recording(
            List.of(series("a", 1, 3)),
            new ObservationRecords(format(Optional.of("ts"))),
            Optional.of(Instant.ofEpochSecond(100)),
            Optional.of(Duration.ofSeconds(2)));
    assertThat(recording.total()).isEmpty();
    assertThat(all(recording, 5))
        .containsExactly(
            "a {\"ts\":100,\"price\":1.0}",
            "a {\"ts\":102,\"price\":3.0}",
            "a {\"ts\":104,\"price\":1.0}",
            "a {\"ts\":106,\"price\":3.0}",
            "a {\"ts\":108,\"price\":1.0}");
  }

  @Test
  void recording_messagesWithoutTime_carryItAsTheRecordsTimestamp() throws Exception {
    Recording recording =
        new Recording(
            List.of(series("a", 7)),
            new ObservationRecords(format(Optional.empty())),
            Optional.empty(),
            Optional.empty());
    FeedRecord record = recording.poll(Duration.ZERO).orElseThrow();
    assertThat(record.timestampMillis()).hasValue(7_000);
    assertThat(new String(record.value(), UTF_8)).isEqualTo("{\"price\":7.0}");
  }

  @Test
  void jsonLines_badOnes_areToldByNumberAndLeftOut() throws Exception {
    String text =
        """
        {"ts":1,"price":1,"more":[1,{"x":2}]}
        {"ts":2,"price":"x"}

        {"ts":3,"price":3}\r
        {"ts":4}
        {"price":5,"ts":5}""";
    List<String> complaints = new ArrayList<>();
    JsonLines lines =
        new JsonLines(
            new ByteArrayInputStream(text.getBytes(UTF_8)),
            "stdin",
            new SeriesId("s"),
            new ObservationCodec(format(Optional.of("ts"))),
            complaints::add);
    assertThat(all(lines, 100))
        .containsExactly(
            "s {\"ts\":1,\"price\":1,\"more\":[1,{\"x\":2}]}",
            "s {\"ts\":3,\"price\":3}",
            "s {\"price\":5,\"ts\":5}");
    assertThat(lines.refused()).isEqualTo(2);
    assertThat(complaints)
        .containsExactly(
            "stdin:2: price: 'x' (expected: a number)",
            "stdin:5: price: missing (expected: a number)");
  }

  @Test
  void jsonLines_manyBadOnes_areCountedAfterTen() throws Exception {
    List<String> complaints = new ArrayList<>();
    JsonLines lines =
        new JsonLines(
            new ByteArrayInputStream("x\n".repeat(5_000).getBytes(UTF_8)),
            "f",
            new SeriesId("s"),
            new ObservationCodec(format(Optional.of("ts"))),
            complaints::add);
    assertThat(all(lines, 100)).isEmpty();
    assertThat(lines.refused()).isEqualTo(5_000);
    assertThat(complaints).hasSize(11);
  }

  private static List<String> all(RecordSource source, int limit) throws Exception {
    List<String> all = new ArrayList<>();
    while (!source.isOver() && all.size() < limit) {
      source
          .poll(Duration.ofMillis(50))
          .ifPresent(record -> all.add(record.key() + " " + new String(record.value(), UTF_8)));
    }
    return all;
  }

  private static SeriesData series(String name, long... seconds) {
    long[] times = new long[seconds.length];
    float[] values = new float[seconds.length];
    for (int i = 0; i < seconds.length; i++) {
      times[i] = seconds[i] * SECOND;
      values[i] = seconds[i];
    }
    return new SeriesData(new SeriesId(name), times, new float[][] {values});
  }

  private static ObservationFormat format(Optional<String> time) {
    return new ObservationFormat(
        ObservationFormat.Kind.JSON,
        Optional.empty(),
        time,
        TimeUnitFormat.EPOCH_S,
        "price",
        List.of(),
        ',',
        List.of());
  }
}
