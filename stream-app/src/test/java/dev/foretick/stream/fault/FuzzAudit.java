package dev.foretick.stream.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.Forecast;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Follows up what became of each record of a fuzzed topic. */
final class FuzzAudit {
  private static final String ADDED = "foretick.error.";

  private final Map<Place, Sent> sent;
  private final Map<Place, Integer> forecasts = new HashMap<>();
  private final Map<Place, Integer> letters = new HashMap<>();
  private final List<String> altered = new ArrayList<>();

  /** What is kept of a record. */
  record Sent(Fate fate, String kind, int fingerprint) {}

  FuzzAudit(Map<Place, Sent> sent) {
    this.sent = sent;
  }

  /** Looks at one more forecast; says whether it answers a good observation. */
  boolean look(Forecast forecast) {
    Place place = Place.of(forecast);
    forecasts.merge(place, 1, Integer::sum);
    return fate(place) == Fate.FORECAST;
  }

  /** Looks at one more dead letter. */
  void look(ConsumerRecord<byte[], byte[]> letter) {
    Place place =
        new Place(
            Integer.parseInt(header(letter, "partition")),
            Long.parseLong(header(letter, "offset")));
    letters.merge(place, 1, Integer::sum);
    Header[] original =
        Arrays.stream(letter.headers().toArray())
            .filter(header -> !header.key().startsWith(ADDED))
            .toArray(Header[]::new);
    Sent record = sent.get(place);
    if (record == null
        || record.fingerprint() != FuzzRecord.fingerprint(letter.key(), letter.value(), original)) {
      altered.add("%s: %s".formatted(record, header(letter, "message")));
    }
  }

  /**
   * That each record has met its fate, once.
   *
   * @param late how many the server has counted as late
   */
  void requireClean(double late) {
    assertThat(altered).as("dead letters that are not as the record was").isEmpty();
    List<String> misled = new ArrayList<>();
    Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
    sent.forEach(
        (place, record) -> {
          int forecast = forecasts.getOrDefault(place, 0);
          int letter = letters.getOrDefault(place, 0);
          Fate fate = forecast > 0 ? Fate.FORECAST : letter > 0 ? Fate.DEAD_LETTER : Fate.LATE;
          fates.merge(fate, 1, Integer::sum);
          boolean isRight =
              switch (record.fate()) {
                case FORECAST -> fate == Fate.FORECAST;
                case DEAD_LETTER, DEAD_LETTER_WITHOUT_VALUE -> fate == Fate.DEAD_LETTER;
                case LATE -> fate == Fate.LATE;
                case ANY -> true;
              };
          if (!isRight || forecast + letter > 1) {
            misled.add(
                "%s %s: %d forecasts, %d dead letters".formatted(place, record, forecast, letter));
          }
        });
    assertThat(misled.stream().limit(20)).as("records that met another fate").isEmpty();
    assertThat(forecasts.size() + letters.size() + late).as("all fates").isEqualTo(sent.size());
    assertThat(fates.getOrDefault(Fate.LATE, 0)).isEqualTo((int) late);
  }

  int forecasts() {
    return forecasts.size();
  }

  int letters() {
    return letters.size();
  }

  /** How many records of each kind there were. */
  Map<String, Long> kinds() {
    return sent.values().stream().collect(Collectors.groupingBy(Sent::kind, Collectors.counting()));
  }

  private Fate fate(Place place) {
    Sent record = sent.get(place);
    return record == null ? Fate.ANY : record.fate();
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(ADDED + name).value(), StandardCharsets.UTF_8);
  }
}
