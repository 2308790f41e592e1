package dev.foretick.stream.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class FeederTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Nanoseconds since the run began; only waiting makes time go on. */
  private long now;

  private long stopAt = Long.MAX_VALUE;

  /** When each record went out, in milliseconds. */
  private final List<Long> sentMillis = new ArrayList<>();

  private boolean autoComplete = true;

  /** Records that the producer takes before it knows no more where they go. */
  private int taken = Integer.MAX_VALUE;

  /** Records that the broker answers to. */
  private int answered = Integer.MAX_VALUE;

  private final List<Callback> unanswered = new ArrayList<>();
  private final List<FeedStatus> shown = new ArrayList<>();
  private final FeedView view = shown::add;

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(
          Cluster.empty(), true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
        @Override
        public synchronized Future<RecordMetadata> send(
            ProducerRecord<byte[], byte[]> record, Callback callback) {
          if (sentMillis.size() >= taken) {
            now += SECOND / 5;
            callback.onCompletion(null, new TimeoutException("not in metadata"));
            return CompletableFuture.failedFuture(new TimeoutException("not in metadata"));
          }
          sentMillis.add(now / 1_000_000);
          if (!autoComplete) {
            callback.onCompletion(null, new RecordTooLargeException("too large"));
            return CompletableFuture.failedFuture(new RecordTooLargeException("too large"));
          }
          if (sentMillis.size() > answered) {
            unanswered.add(callback);
            return new CompletableFuture<>();
          }
          return super.send(record, callback);
        }

        @Override
        public void close(Duration atMost) {
          if (!unanswered.isEmpty()) {
            now += atMost.toNanos();
            KafkaException forced = new KafkaException("Producer is closed forcefully.");
            unanswered.forEach(callback -> callback.onCompletion(null, forced));
          }
          super.close(atMost);
        }
      };

  @Test
  void run_recordedPace_keepsTheDistancesDividedByTheFactor() throws Exception {
    FeedReport report = run(Pace.recorded(60), FeedLimits.NONE, 0, 60, 90, 3600);
    assertThat(sentMillis).containsExactly(0L, 1_000L, 1_500L, 60_000L);
    assertThat(report.whole()).isTrue();
    assertThat(report.elapsed()).isEqualTo(Duration.ofSeconds(60));
    assertThat(report.acknowledged()).isEqualTo(4);
  }

  @Test
  void run_recordedPace_whatGoesBackInTimeIsDueAtOnce() throws Exception {
    run(Pace.recorded(1), FeedLimits.NONE, 10, 12, 11, 13);
    assertThat(sentMillis).containsExactly(0L, 2_000L, 2_000L, 3_000L);
  }

  @Test
  void run_fixedRate_isEvenWhateverTheTimes() throws Exception {
    run(Pace.rate(500), FeedLimits.NONE, 0, 1_000_000, 5, 5, 5);
    assertThat(sentMillis).containsExactly(0L, 2L, 4L, 6L, 8L);
  }

  @Test
  void run_unlimited_neverWaits() throws Exception {
    run(Pace.unlimited(), FeedLimits.NONE, 0, 100, 200);
    assertThat(sentMillis).containsExactly(0L, 0L, 0L);
  }

  @Test
  void run_leadIn_goesAtOnce_andThePaceStartsBehindIt() throws Exception {
    run(Pace.recorded(1), new FeedLimits(0, 2, 4), 0, 100, 200, 203, 210);
    assertThat(sentMillis).containsExactly(0L, 0L, 0L, 3_000L);
  }

  @Test
  void run_leadIn_isThatOfEachSeries() throws Exception {
    Listed source = new Listed("aabbaab", 0, 1, 2, 3, 4, 5, 6);
    feeder(source, Pace.rate(1), new FeedLimits(0, 2, 100), this::pause).run();
    assertThat(sentMillis).containsExactly(0L, 0L, 0L, 0L, 0L, 1_000L, 2_000L);
  }

  @Test
  void run_skip_leavesOutTheFirst_andSaysWhereToGoOn() throws Exception {
    FeedReport report = run(Pace.recorded(1), new FeedLimits(2, 0, 2), 0, 100, 200, 203, 210);
    assertThat(sentMillis).containsExactly(0L, 3_000L);
    assertThat(report.next()).isEqualTo(4);
    assertThat(producer.history())
        .extracting(record -> new String(record.value(), UTF_8))
        .containsExactly("2", "3");
  }

  @Test
  void run_stopped_endsWithinASliceAndSaysSo() throws Exception {
    stopAt = 5 * SECOND;
    FeedReport report = run(Pace.recorded(1), FeedLimits.NONE, 0, 3, 3600);
    assertThat(report.stopped()).isTrue();
    assertThat(report.whole()).isTrue();
    assertThat(report.acknowledged()).isEqualTo(2);
    assertThat(report.elapsed()).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_200));
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void run_recordThatTheBrokerDoesNotTake_endsItThere() throws Exception {
    autoComplete = false;
    FeedReport report = run(Pace.rate(1), new FeedLimits(7, 0, 100), new long[20]);
    assertThat(report.whole()).isFalse();
    assertThat(report.failure()).contains("record 8 did not reach the topic: too large");
    assertThat(report.next()).isEqualTo(7);
    assertThat(report.sent()).isEqualTo(1);
    assertThat(report.acknowledged()).isZero();
  }

  @Test
  void run_stoppedWhileTheBrokerIsAway_waitsTenSecondsAndSaysWhereToGoOn() throws Exception {
    answered = 2;
    stopAt = 7 * SECOND;
    FeedReport report = run(Pace.rate(1), new FeedLimits(10, 0, 100), new long[50]);
    assertThat(report.stopped()).isTrue();
    assertThat(report.whole()).isFalse();
    assertThat(report.sent()).isEqualTo(7);
    assertThat(report.acknowledged()).isEqualTo(2);
    assertThat(report.failure())
        .contains("record 13 did not reach the topic: the broker has not answered for 15 s");
    assertThat(report.next()).isEqualTo(12);
    assertThat(report.elapsed()).isBetween(Duration.ofSeconds(17), Duration.ofMillis(17_200));
  }

  @Test
  void run_stoppedWhileTheProducerTakesNothing_endsAtOnce() throws Exception {
    taken = 3;
    stopAt = 7 * SECOND;
    FeedReport report = run(Pace.rate(1), FeedLimits.NONE, new long[50]);
    assertThat(report.stopped()).isTrue();
    assertThat(report.whole()).isTrue();
    assertThat(report.sent()).isEqualTo(3);
    assertThat(report.next()).isEqualTo(3);
    assertThat(report.elapsed()).isLessThan(Duration.ofMillis(7_500));
  }

  @Test
  void run_producerTakesNothing_isTriedForThePatienceAndShown() throws Exception {
    taken = 3;
    FeedReport report = run(Pace.rate(1), FeedLimits.NONE, new long[50]);
    assertThat(report.stopped()).isFalse();
    assertThat(report.failure())
        .contains("record 4 did not reach the topic: the broker has not answered for 15 s");
    assertThat(report.elapsed()).isBetween(Duration.ofSeconds(18), Duration.ofMillis(18_400));
    assertThat(shown.get(shown.size() - 2).unanswered())
        .isBetween(Duration.ofSeconds(14), Duration.ofSeconds(15));
    assertThat(shown.get(2).unanswered()).isZero();
  }

  @Test
  void run_producerTakesNothingForAWhile_goesOnWithTheSameRecord() throws Exception {
    taken = 3;
    Feeder.Pause back =
        atMost -> {
          taken = now > 6 * SECOND ? Integer.MAX_VALUE : taken;
          return pause(atMost);
        };
    FeedReport report =
        feeder(new Listed(0, 1, 2, 3, 4), Pace.recorded(1), FeedLimits.NONE, back).run();
    assertThat(report.whole()).isTrue();
    assertThat(producer.history())
        .extracting(record -> new String(record.value(), UTF_8))
        .containsExactly("0", "1", "2", "3", "4");
  }

  @Test
  void run_sourceFails_closesTheProducerBehindWhatWasSent() {
    RecordSource broken =
        new RecordSource() {
          private final RecordSource two = new Listed(0, 1);

          @Override
          public Optional<FeedRecord> poll(Duration atMost) throws InterruptedException {
            if (two.isOver()) {
              throw new IllegalStateException("the exchange refuses");
            }
            return two.poll(atMost);
          }

          @Override
          public boolean isOver() {
            return false;
          }
        };
    assertThatIllegalStateException()
        .isThrownBy(() -> feeder(broken, Pace.unlimited(), FeedLimits.NONE, this::pause).run())
        .withMessage("the exchange refuses");
    assertThat(producer.closed()).isTrue();
    assertThat(producer.history()).hasSize(2);
  }

  @Test
  void run_interrupted_closesTheProducer() {
    Feeder.Pause interrupted =
        atMost -> {
          throw new InterruptedException();
        };
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(
            () -> feeder(new Listed(0, 1), Pace.unlimited(), FeedLimits.NONE, interrupted).run());
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void pace_noSuchPace_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pace.recorded(0))
        .withMessage("--speed-up: 0.0 (expected: > 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pace.rate(Double.NaN))
        .withMessage("--rate: NaN (expected: > 0)");
  }

  private FeedReport run(Pace pace, FeedLimits limits, long... seconds) throws Exception {
    return feeder(new Listed(seconds), pace, limits, this::pause).run();
  }

  private Feeder feeder(RecordSource source, Pace pace, FeedLimits limits, Feeder.Pause pause) {
    return new Feeder(source, pace, limits, producer, "t", PATIENCE, () -> now, pause, view);
  }

  private boolean pause(Duration atMost) {
    now += atMost.toNanos();
    return now >= stopAt;
  }

  /** Records of these seconds, each with its number as its message. */
  private static final class Listed implements RecordSource {
    private final String series;
    private final long[] seconds;
    private int next;

    Listed(long... seconds) {
      this("s".repeat(seconds.length), seconds);
    }

    /** With the series of each, a letter. */
    Listed(String series, long... seconds) {
      this.series = series;
      this.seconds = seconds;
    }

    @Override
    public Optional<FeedRecord> poll(Duration atMost) {
      if (isOver()) {
        return Optional.empty();
      }
      byte[] value = Integer.toString(next).getBytes(UTF_8);
      return Optional.of(
          new FeedRecord(
              series.substring(next, next + 1),
              value,
              seconds[next++] * SECOND,
              OptionalLong.empty()));
    }

    @Override
    public boolean isOver() {
      return next == seconds.length;
    }
  }
}
