package dev.foretick.stream.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.Forecast;
import dev.foretick.stream.testing.TestTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SIGTERM, with the broker there and with the broker away. */
class StopIT {
  private static final Logger log = LoggerFactory.getLogger(StopIT.class);
  private static final Duration LOAD = Duration.ofSeconds(3);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @ParameterizedTest
  @EnumSource(DeliveryMode.class)
  void sigterm_underLoad_commitsWhatItAnswered_andLeavesTheGroup(DeliveryMode delivery)
      throws Exception {
    try (Rig rig = new Rig(directory, delivery, 4);
        TestTopics topics = rig.topics()) {
      ServerProcess server = rig.serve("one").awaitReady();
      Feeder feeder = rig.feed(200, 500, 1);
      Patience.pause(LOAD);

      assertThat(server.stop(Rig.SHUTDOWN_TIMEOUT)).as("exit code").isZero();

      assertThat(topics.members(Rig.GROUP)).as("members left in the group").isZero();
      long committed = sum(topics.committed(Rig.GROUP, Rig.INPUT).values());
      List<Forecast> answers = new ArrayList<>();
      rig.readForecasts(answers::add);
      assertThat(answers.size()).as("forecasts").isEqualTo((int) committed);

      server = rig.serve("one").awaitReady();
      Patience.pause(LOAD);
      List<Observed> observations = feeder.stop();
      rig.awaitAnswered(server);
      assertThat(server.stop(Rig.SHUTDOWN_TIMEOUT)).as("exit code").isZero();

      // An orderly stop repeats nothing, whatever the mode promises for a crash.
      ForecastAudit audit = rig.audit(observations).requireClean(DeliveryMode.EXACTLY_ONCE);
      log.info("{}: {}", delivery, audit);
    }
  }

  @ParameterizedTest
  @EnumSource(DeliveryMode.class)
  void sigterm_whileTheBrokerIsAway_endsInTime_andLosesNothing(DeliveryMode delivery)
      throws Exception {
    try (Rig rig = new Rig(directory, delivery, 4)) {
      ServerProcess server = rig.serve("one").awaitReady();
      Feeder feeder = rig.feed(200, 500, 1);
      Patience.pause(LOAD);
      rig.broker().kill();

      long start = System.nanoTime();
      int code = server.stop(Rig.SHUTDOWN_TIMEOUT.plusSeconds(5));
      log.info(
          "{}: ended with {} after {} ms without a broker",
          delivery,
          code,
          (System.nanoTime() - start) / 1_000_000);
      assertThat(code).as("exit code").isZero();
      assertThat(server.log()).doesNotContain("The loop ends", "\tat ");

      rig.broker().restart();
      server = rig.serve("one").awaitReady();
      List<Observed> observations = feeder.stop();
      rig.awaitAnswered(server);
      assertThat(server.stop(Rig.SHUTDOWN_TIMEOUT)).as("exit code").isZero();
      ForecastAudit audit = rig.audit(observations).requireClean(delivery);
      log.info("{}: {}", delivery, audit);
    }
  }

  private static long sum(Iterable<Long> offsets) {
    long sum = 0;
    for (long offset : offsets) {
      sum += offset;
    }
    return sum;
  }
}
