package dev.foretick.stream.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.stream.terminal.Terminal;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicTailTest {
  private static final String TOPIC = "forecasts";
  private static final Terminal PLAIN = new Terminal(System.out, false, false, true);
  private static final Terminal COLOURED =
      new Terminal(new PrintStream(System.out, true, UTF_8), true, true, true);

  private final List<String> out = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  @Test
  void run_nestedForecasts_areOneLineEach() {
    tail(
        new ForecastLines(PLAIN, false),
        new TailStart.Earliest(),
        Set.of(),
        nested("a", 4),
        nested("b", 5));
    assertThat(out.get(0)).startsWith("cutoff (UTC)").endsWith("status  model");
    assertThat(out.get(1).replaceAll(" +", " "))
        .isEqualTo(
            "2026-01-02 15:04:00 a 101.300 100.900 to 101.800 101.400 100.700 to 102.100 2 ok cnn-lstm");
    assertThat(out).hasSize(3);
    assertThat(out.get(0)).hasSizeLessThanOrEqualTo(ForecastLines.COLUMNS);
    assertThat(complaints).isEmpty();
  }

  @Test
  void run_flatForecasts_areTheSameLines() {
    List<String> steps = flat("a", 4);
    tail(
        new ForecastLines(PLAIN, false),
        new TailStart.Earliest(),
        Set.of(),
        // Of this one the first step was deleted.
        flat("a", 3).get(1),
        steps.get(0),
        steps.get(1),
        nested("b", 5));
    assertThat(out).hasSize(3);
    assertThat(out.get(1).replaceAll(" +", " "))
        .isEqualTo(
            "2026-01-02 15:04:00 a 101.300 100.900 to 101.800 101.400 100.700 to 102.100 2 ok cnn-lstm");
  }

  @Test
  void run_narrowTerminal_hasTheNextStepAlone() {
    tail(new ForecastLines(PLAIN, true), new TailStart.Earliest(), Set.of(), nested("a", 4));
    assertThat(out.get(1).replaceAll(" +", " "))
        .isEqualTo("2026-01-02 15:04:00 a 101.300 100.900 to 101.800 ok");
    assertThat(out.get(1)).hasSizeLessThan(80);
  }

  @Test
  void run_colours_onlyWhereTheyAreWelcome() {
    tail(
        new ForecastLines(COLOURED, false),
        new TailStart.Earliest(),
        Set.of(),
        nested("a", 4).replace("\"ok\"", "\"fallback\""));
    assertThat(out.get(1)).contains("\u001b[31mfallback\u001b[0m");
  }

  @Test
  void run_scores_haveTheErrorBesideTheNaiveOnes() {
    String score =
        """
        {"schema_version":1,"unique_id":"a","ds":"2026-01-02T15:05:00.250Z","cutoff":"2026-01-02T15:04:00Z","step":1,
         "model":"m","model_version":"v","y":101.5,"yhat":101.25,"yhat_lower":100.75,"yhat_upper":101.75,"yhat_naive":101.0}
        """;
    tail(
        new ScoreLines(PLAIN),
        new TailStart.Earliest(),
        Set.of(),
        score,
        score.replace("101.75", "101.3"));
    assertThat(out.get(1).replaceAll(" +", " "))
        .isEqualTo(
            "2026-01-02 15:05:00.250 a 1 101.500 101.250 +0.25000 +0.50000 100.750 to 101.750 hit");
    assertThat(out.get(2)).endsWith("miss");
  }

  @Test
  void run_lastLines_areTheLastHoweverFarBack() {
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      messages.add(nested(i % 1_000 == 0 ? "rare" : "often", i % 60));
    }
    tail(new RawLines(), new TailStart.Last(3), Set.of(), messages.toArray(String[]::new));
    assertThat(out).containsExactlyElementsOf(messages.subList(1_997, 2_000));

    out.clear();
    tail(new RawLines(), new TailStart.Last(2), Set.of("rare"), messages.toArray(String[]::new));
    assertThat(out).containsExactly(messages.get(0), messages.get(1_000));
  }

  @Test
  void run_latest_showsNothingOfBefore() {
    tail(new RawLines(), new TailStart.Latest(), Set.of(), nested("a", 1));
    assertThat(out).isEmpty();
  }

  @Test
  void run_whatIsNoForecast_isToldAndLeftOut() {
    boolean whole =
        tail(
            new ForecastLines(PLAIN, false),
            new TailStart.Last(5),
            Set.of(),
            "nonsense",
            nested("a", 4),
            "{}");
    assertThat(whole).isFalse();
    assertThat(out).hasSize(2);
    assertThat(complaints).hasSize(2);
    assertThat(complaints.get(0)).startsWith("forecasts-0@0: ");
  }

  @Test
  void line_seriesOfAStranger_doesNotSteerTheTerminal() {
    tail(
        new ForecastLines(PLAIN, false),
        new TailStart.Earliest(),
        Set.of(),
        nested("\\u001b[2J", 4));
    assertThat(out.get(1)).contains("?[2J").doesNotContain("\u001b");
  }

  private boolean tail(TailLines lines, TailStart start, Set<String> series, String... messages) {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    Map<TopicPartition, Long> begin = new HashMap<>(Map.of(partition, 0L));
    consumer.updateBeginningOffsets(begin);
    consumer.updateEndOffsets(Map.of(partition, (long) messages.length));
    // It forgets what it has given: each poll has to find the records of its position.
    Runnable fill =
        new Runnable() {
          @Override
          public void run() {
            long position = consumer.position(partition);
            for (int i = (int) position; i < messages.length; i++) {
              byte[] key =
                  messages[i].replaceAll("(?s).*unique_id\":\"([^\"]*).*", "$1").getBytes(UTF_8);
              consumer.addRecord(
                  new ConsumerRecord<>(TOPIC, 0, i, key, messages[i].getBytes(UTF_8)));
            }
            consumer.schedulePollTask(this);
          }
        };
    consumer.schedulePollTask(fill);
    return new TopicTail(consumer, TOPIC, 1, series, lines, out::add, complaints::add)
        .run(start, false, () -> false);
  }

  private static String nested(String series, int minute) {
    return """
        {"schema_version":1,"forecast_id":"%1$s@%2$d","unique_id":"%1$s","freq":"PT1M",
         "cutoff":"2026-01-02T15:%2$02d:00Z","produced_at":"2026-01-02T15:04:00.012Z","h":2,"status":"ok",
         "model":"cnn-lstm","model_version":"v","model_used":"cnn-lstm","level":90,
         "steps":[{"step":1,"ds":"2026-01-02T15:05:00Z","yhat":101.3,"yhat_lower":100.9,"yhat_upper":101.8,
                   "quantiles":{"0.05":100.9,"0.5":101.3,"0.95":101.8}},
                  {"step":2,"ds":"2026-01-02T15:06:00Z","yhat":101.4,"yhat_lower":100.7,"yhat_upper":102.1,
                   "quantiles":{"0.05":100.7,"0.5":101.4,"0.95":102.1}}],
         "source":{"topic":"ticks","partition":3,"offset":123}}"""
        .formatted(series, minute);
  }

  private static List<String> flat(String series, int minute) {
    String head =
        """
        {"schema_version":1,"forecast_id":"%1$s@%2$d","unique_id":"%1$s","freq":"PT1M",
         "cutoff":"2026-01-02T15:%2$02d:00Z","produced_at":"2026-01-02T15:04:00.012Z","h":2,"status":"ok",
         "model":"cnn-lstm","model_version":"v","model_used":"cnn-lstm","level":90,"""
            .formatted(series, minute);
    return List.of(
        head
            + "\"step\":1,\"ds\":\"2026-01-02T15:05:00Z\",\"yhat\":101.3,\"yhat_lower\":100.9,\"yhat_upper\":101.8}",
        head
            + "\"step\":2,\"ds\":\"2026-01-02T15:06:00Z\",\"yhat\":101.4,\"yhat_lower\":100.7,\"yhat_upper\":102.1}");
  }
}
