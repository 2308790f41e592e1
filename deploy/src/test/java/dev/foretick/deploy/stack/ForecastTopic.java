package dev.foretick.deploy.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the committed forecasts of the stack from the first on, and keeps count. */
final class ForecastTopic implements AutoCloseable {
  /** At once, before anybody looks at what came. */
  private static final int POLLS = 40;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, Instant> newest = new HashMap<>();
  private final Set<String> answered = new HashSet<>();
  private int answeredTwice;
  private int ofTheModel;

  ForecastTopic(String bootstrapServers) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "group.id", "reader-" + System.nanoTime(),
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest",
            // The topic comes with the first server.
            "metadata.max.age.ms", "1000");
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of("forecasts"));
  }

  /** Takes what has come. */
  void read() throws IOException {
    ConsumerRecords<String, byte[]> some;
    int polls = 0;
    do {
      some = consumer.poll(Duration.ofMillis(500));
      take(some);
      polls++;
    } while (!some.isEmpty() && polls < POLLS);
  }

  private void take(ConsumerRecords<String, byte[]> records) throws IOException {
    for (ConsumerRecord<String, byte[]> record : records) {
      JsonNode forecast = JSON.readTree(record.value());
      newest.put(record.key(), Instant.parse(forecast.at("/produced_at").asText()));
      ofTheModel += forecast.at("/status").asText().equals("ok") ? 1 : 0;
      String source =
          forecast.at("/source/partition").asText() + "@" + forecast.at("/source/offset").asText();
      answeredTwice += answered.add(source) ? 0 : 1;
    }
  }

  /** Whether each of these series has one that was made after that moment. */
  boolean isAnsweredSince(Instant moment, List<String> series) {
    return series.stream().allMatch(each -> newest.getOrDefault(each, Instant.MIN).isAfter(moment));
  }

  /** Forecasts whose window was full. */
  int ofTheModel() {
    return ofTheModel;
  }

  /** Forecasts beyond the first of the same observation. */
  int answeredTwice() {
    return answeredTwice;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
