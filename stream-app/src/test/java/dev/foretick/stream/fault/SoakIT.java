package dev.foretick.stream.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.wire.ScoreDecoder;
import dev.foretick.stream.testing.TestTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Load for a while, and trouble all the time: {@code -Dforetick.soak.minutes=600} for a night. */
class SoakIT {
  private static final Logger log = LoggerFactory.getLogger(SoakIT.class);
  private static final Duration LENGTH =
      Duration.ofMinutes(Integer.getInteger("foretick.soak.minutes", 2));
  private static final Duration BETWEEN = Duration.ofSeconds(15);
  private static final Duration FREEZE = Duration.ofSeconds(3);
  private static final Duration STAY = Duration.ofSeconds(8);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final double HEAP_SLACK_BYTES = 8 << 20;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  private final List<Double> heaps = new ArrayList<>();

  private enum Trouble {
    SERVER_KILLED,
    BROKER_FROZEN,
    SECOND_INSTANCE,
    BROKER_KILLED
  }

  @ParameterizedTest
  @EnumSource(names = "EXACTLY_ONCE")
  void underLoadAndTrouble_nothingIsLost_andTheHeapDoesNotGrow(DeliveryMode delivery)
      throws Exception {
    try (Rig rig = new Rig(directory, delivery, 4)) {
      ServerProcess server = rig.serve("one").awaitReady();
      Feeder feeder = rig.feed(200, 400, 1);
      long end = System.nanoTime() + LENGTH.toNanos();
      for (int i = 0; System.nanoTime() < end; i++) {
        Patience.pause(BETWEEN);
        heaps.add(server.liveBytes());
        Trouble trouble = Trouble.values()[i % Trouble.values().length];
        log.info("{}: heap {} MB, now {}", delivery, megabytes(heaps).get(i), trouble);
        server = make(trouble, rig, server).awaitReady();
      }
      List<Observed> observations = feeder.stop();
      rig.awaitAnswered(PATIENCE, server);
      assertThat(server.stop(Rig.SHUTDOWN_TIMEOUT)).as("exit code").isZero();
      audit(rig, observations);
    }
    requireSteadyHeap();
  }

  /** Gives the server that serves from then on. */
  private static ServerProcess make(Trouble trouble, Rig rig, ServerProcess server) {
    switch (trouble) {
      case SERVER_KILLED -> {
        server.kill();
        return rig.serve("one");
      }
      case BROKER_KILLED -> {
        rig.broker().kill();
        rig.broker().restart();
      }
      case BROKER_FROZEN -> {
        rig.broker().freeze();
        Patience.pause(FREEZE);
        rig.broker().thaw();
      }
      case SECOND_INSTANCE -> {
        ServerProcess second = rig.serve("two").awaitReady();
        Patience.pause(STAY);
        assertThat(second.stop(Rig.SHUTDOWN_TIMEOUT)).as("exit code").isZero();
      }
    }
    return server;
  }

  private static void audit(Rig rig, List<Observed> observations) throws Exception {
    ForecastAudit forecasts = rig.audit(observations);
    Map<Place, Expectation> expected = rig.expected(observations);
    ScoreAudit scores = new ScoreAudit(expected.values());
    ScoreDecoder decoder = new ScoreDecoder();
    try (TestTopics topics = rig.topics()) {
      topics.readCommitted(Rig.SCORES, record -> scores.look(decoder.decode(record.value())));
    }
    log.info("{}: {}; {}", rig.delivery(), forecasts, scores);
    forecasts.requireClean(rig.delivery());
    scores.requireClean(rig.delivery());
  }

  private void requireSteadyHeap() {
    int half = heaps.size() / 2;
    double early = heaps.subList(0, half).stream().mapToDouble(bytes -> bytes).max().orElse(0);
    double late =
        heaps.subList(half, heaps.size()).stream().mapToDouble(bytes -> bytes).max().orElse(0);
    assertThat(late)
        .as("live heap in MB: %s", megabytes(heaps))
        .isLessThan(early + HEAP_SLACK_BYTES);
  }

  private static List<Long> megabytes(List<Double> bytes) {
    return bytes.stream().map(value -> Math.round(value / (1 << 20))).toList();
  }
}
