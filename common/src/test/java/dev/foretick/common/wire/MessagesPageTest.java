package dev.foretick.common.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.series.Observation;
import dev.foretick.common.series.SeriesId;
import dev.foretick.common.wire.ObservationFormat.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds docs/messages.md true: its examples and its tables of fields. */
class MessagesPageTest {
  private static final Observation OBSERVATION =
      new Observation(
          new SeriesId("AAPL"),
          Instant.parse("2026-01-02T15:04:05.123Z"),
          new double[] {101.25, 300});

  private static String page = "";

  @BeforeAll
  static void readPage() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (root.getParent() != null && !Files.isDirectory(root.resolve(".mvn"))) {
      root = root.getParent();
    }
    page = Files.readString(root.resolve("docs/messages.md"));
  }

  @Test
  void observationExamples_areReadAsThePageSays() {
    ObservationCodec json = codec(Kind.JSON, Optional.empty(), TimeUnitFormat.ISO);
    ObservationCodec csv = codec(Kind.CSV, Optional.of("id"), TimeUnitFormat.ISO);
    byte[] key = "AAPL".getBytes(UTF_8);
    assertThat(json.decode(key, example("json observation").getBytes(UTF_8), 0))
        .isEqualTo(OBSERVATION);
    assertThat(csv.decode(null, example("csv observation").getBytes(UTF_8), 0))
        .isEqualTo(OBSERVATION);
  }

  @Test
  void timeExamples_areReadAsTheirFormatSays() {
    for (TimeUnitFormat format : TimeUnitFormat.values()) {
      Matcher row =
          Pattern.compile("\\| `" + format.optionName() + "` \\|[^|]*\\| `([^`]*)` \\|")
              .matcher(page);
      assertThat(row.find()).as(format.optionName()).isTrue();
      Instant expected =
          format == TimeUnitFormat.ISO ? OBSERVATION.time().minusSeconds(3600) : OBSERVATION.time();
      assertThat(EpochNanos.toInstant(format.parse(row.group(1)))).isEqualTo(expected);
    }
  }

  @Test
  void forecastExamples_areWhatIsPublished() throws IOException {
    String nested = example("json forecast-nested");
    String flat = example("json forecast-flat");
    assertThat(squeezed(nested)).isEqualTo(text(EncodedForecasts.nested(Samples.forecast())));
    assertThat(squeezed(flat)).isEqualTo(text(EncodedForecasts.flat(Samples.forecast()).get(0)));

    List<String> nestedFields = documented("### Nested", "### Flat");
    assertThat(nestedFields).containsExactlyElementsOf(fieldsOf(nested));
    Set<String> onlyFlat = fieldsOf(flat);
    nestedFields.forEach(onlyFlat::remove);
    assertThat(documented("### Flat", "## Score")).containsExactlyElementsOf(onlyFlat);
  }

  @Test
  void scoreExample_isWhatIsPublished() throws IOException {
    String score = example("json score");
    assertThat(squeezed(score)).isEqualTo(text(new ScoreEncoder().encode(Samples.score())));
    assertThat(documented("## Score", "## Dead letters"))
        .containsExactlyElementsOf(fieldsOf(score));
  }

  @Test
  void deadLetterExample_isWhatTheCodecSays() {
    ObservationCodec codec = codec(Kind.JSON, Optional.empty(), TimeUnitFormat.ISO);
    byte[] value = "{\"price\":\"abc\"}".getBytes(UTF_8);
    MalformedRecordException malformed =
        catchThrowableOfType(MalformedRecordException.class, () -> codec.decode(null, value, 0));
    assertThat(page)
        .contains("| `foretick.error.message` | `" + malformed.getMessage() + "` |")
        .contains("| `foretick.error.class` | `" + malformed.getClass().getName() + "` |");
  }

  private static ObservationCodec codec(Kind kind, Optional<String> series, TimeUnitFormat time) {
    return new ObservationCodec(
        new ObservationFormat(
            kind,
            series,
            Optional.of("ts"),
            time,
            "price",
            List.of("size"),
            ',',
            List.of("id", "ts", "price", "size")));
  }

  /** The text of the code block that opens with the given words. */
  private static String example(String opening) {
    Matcher block = Pattern.compile("```" + opening + "\n(.*?)\n```", Pattern.DOTALL).matcher(page);
    assertThat(block.find()).as("an example of " + opening).isTrue();
    return block.group(1);
  }

  /** The first cells of the table rows between two headings. */
  private static List<String> documented(String from, String to) {
    String section = page.substring(page.indexOf(from), page.indexOf(to));
    Matcher cell = Pattern.compile("(?m)^\\| `([a-z_0-9]+)` \\|").matcher(section);
    List<String> fields = new ArrayList<>();
    while (cell.find()) {
      fields.add(cell.group(1));
    }
    return fields;
  }

  /** Every field name of a message, inner ones included, without the keys of the quantiles. */
  private static Set<String> fieldsOf(String json) throws IOException {
    Set<String> fields = new LinkedHashSet<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        String name = parser.currentName();
        if (name != null && !Decimals.isDecimal(name)) {
          fields.add(name);
        }
      }
    }
    return fields;
  }

  private static String squeezed(String json) {
    return json.replaceAll("\\s+", "");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
